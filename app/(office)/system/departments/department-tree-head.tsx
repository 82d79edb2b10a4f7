"use client";

import { useTranslations } from "next-intl";
import { useReady } from "@/components/layout/use-ready";
import { Button } from "@/components/ui/button";

/** The header of the tree; its first column folds and unfolds everything. */
export function DepartmentTreeHead({
  flat,
  foldable,
  folded,
  onFoldAll,
}: {
  flat: boolean;
  foldable: boolean;
  folded: boolean;
  onFoldAll: () => void;
}) {
  const t = useTranslations("organisation");
  const ui = useTranslations("ui.table");
  const ready = useReady();
  return (
    <thead>
      <tr>
        <th scope="col">
          {t("field.department")}
          {ready && foldable && (
            <Button variant="link" size="small" className="ml-2" onClick={onFoldAll}>
              {t(folded ? "departments.expand_all" : "departments.collapse_all")}
            </Button>
          )}
        </th>
        <th scope="col">{flat ? t("departments.above") : t("field.code")}</th>
        <th scope="col">{t("departments.positions")}</th>
        <th scope="col">{t("departments.people")}</th>
        <th scope="col">{ui("actions")}</th>
      </tr>
    </thead>
  );
}
