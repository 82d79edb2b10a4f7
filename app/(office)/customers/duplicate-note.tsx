"use client";

import { useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import { useAnswer } from "@/components/form/use-answer";
import { Alert } from "@/components/ui/alert";
import type { Duplicate } from "@/lib/customers/duplicates";
import type { CustomerControl, CustomerFormProps } from "./customer-form";

/** Long enough that nobody is spoken to in the middle of a word. */
const PAUSE = 500;
const watched = ["name", "registrationNumber", "phone", "domain"] as const;

/**
 * Says quietly, while somebody types, which customers may be the same (CUS-10); of one that they may not see only that it is
 * there (D-10). It hinders nothing: whoever knows better saves. An edit that touches none of these fields is left alone.
 */
export function DuplicateNote({
  control,
  initial,
}: {
  control: CustomerControl;
  initial: CustomerFormProps["initial"];
}) {
  const t = useTranslations("duplicates");
  const values = useWatch({ control, name: watched });
  const typed = watched.map((field, at) => [field, values[at] ?? ""] as const);
  const touched = typed.filter(([field, value]) => value !== (initial?.[field] ?? ""));
  const asked = new URLSearchParams(touched.filter(([, value]) => value.trim() !== "").map(([...pair]) => pair));
  const address = asked.size > 0 ? `/api/customers/duplicates?${withId(asked, initial?.id)}` : undefined;
  const { data } = useAnswer<{ found: Duplicate[]; hidden: boolean }>(address, PAUSE);
  const known = address && data && (data.found.length > 0 || data.hidden) ? data : undefined;
  return (
    <output className="field-wide block empty:hidden" aria-live="polite">
      {known && (
        <Alert tone="warning" title={t("title")}>
          <ul className="grid gap-1">
            {known.found.map(({ id, name, number, owner, type, reasons }) => (
              <li key={id}>
                <a className="link" href={`/customers/${id}`} target="_blank" rel="noreferrer">
                  {name}
                </a>
                <span className="text-muted">
                  {" "}
                  {[
                    number,
                    owner && t("owner", { owner }),
                    type && t("type", { type }),
                    t("same", { reasons: reasons.map((reason) => t(`reason.${reason}`)).join("、") }),
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </span>
              </li>
            ))}
            {known.hidden && <li>{t("hidden")}</li>}
          </ul>
        </Alert>
      )}
    </output>
  );
}

function withId(asked: URLSearchParams, id: string | undefined): URLSearchParams {
  if (id) asked.set("id", id);
  return asked;
}
