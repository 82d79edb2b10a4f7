import { getTranslations } from "next-intl/server";
import type { ChangeKind } from "@/db/enums";
import type { FieldView, Shown } from "@/lib/audit/queries";

/** The changed fields of one record. What was added or deleted has one column of values, a change has two. */
export async function FieldChanges({
  fields,
  kind,
  caption,
}: {
  fields: readonly FieldView[];
  kind: ChangeKind;
  caption: string;
}) {
  const [all, t] = await Promise.all([getTranslations(), getTranslations("audit")]);
  const label = (key: string, column: string) => (all.has(key) ? all(key) : column);
  const text = (shown: Shown) => {
    if (!shown) return <span className="text-muted">{t("nothing")}</span>;
    if ("text" in shown) return shown.text;
    return all.has(shown.key) ? all(shown.key) : "—";
  };
  const both = kind === "update";
  return (
    <table className="w-full table-fixed text-left">
      <caption className="sr-only">{caption}</caption>
      <thead className="text-muted">
        <tr>
          <th scope="col" className="w-1/3 px-3 py-1.5 font-medium sm:w-1/4 sm:px-4">
            {t("field.column")}
          </th>
          {both && (
            <th scope="col" className="px-3 py-1.5 font-medium sm:px-4">
              {t("field.before")}
            </th>
          )}
          <th scope="col" className="px-3 py-1.5 font-medium sm:px-4">
            {t(both ? "field.after" : "field.value")}
          </th>
        </tr>
      </thead>
      <tbody>
        {fields.map(({ column, label: key, before, after }) => (
          <tr key={column} className="border-t align-top">
            <th scope="row" className="px-3 py-1.5 font-normal break-words text-muted sm:px-4">
              {label(key, column)}
            </th>
            {both && <td className="px-3 py-1.5 break-words sm:px-4">{text(before)}</td>}
            <td className="px-3 py-1.5 break-words sm:px-4">{text(kind === "delete" ? before : after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
