import { useTranslations } from "next-intl";
import { EmptyState } from "@/components/layout/states";
import { buttonStyle } from "@/components/ui/button";
import { isFiltered, listHref } from "@/lib/core/list";
import type { DepartmentListParams } from "@/lib/organisation/list";

const INSTITUTIONS = "/system/institutions";

/** Why there is nothing to see, and the way on: another filter, an institution first, or the first department. */
export function NoDepartments({
  params,
  create,
  withoutInstitution,
}: {
  params: DepartmentListParams;
  create?: { label: string; href: string };
  withoutInstitution: boolean;
}) {
  const t = useTranslations("organisation");
  if (withoutInstitution)
    return (
      <EmptyState title={t("departments.empty_title")} help={t("departments.empty_without")}>
        <a className={buttonStyle()} href={INSTITUTIONS}>
          {t("institutions.title")}
        </a>
      </EmptyState>
    );
  const first = create && (
    <a className={buttonStyle({ variant: "primary" })} href={create.href}>
      {create.label}
    </a>
  );
  if (!isFiltered(params))
    return (
      <EmptyState title={t("departments.empty_title")} help={t("departments.empty_help")}>
        {first}
      </EmptyState>
    );
  return (
    <EmptyState title={t("departments.none_title")} help={t("none_help")}>
      <a className={buttonStyle()} href={listHref("", {})}>
        {t("reset")}
      </a>
    </EmptyState>
  );
}
