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
          <th scope="col" className="w-1/4 px-4 py-1.5 font-medium">
            {t("field.column")}
          </th>
          {both && (
            <th scope="col" className="px-4 py-1.5 font-medium">
              {t("field.before")}
            </th>
          )}
          <th scope="col" className="px-4 py-1.5 font-medium">
            {t(both ? "field.after" : "field.value")}
          </th>
        </tr>
      </thead>
      <tbody>
        {fields.map(({ column, label: key, before, after }) => (
          <tr key={column} className="border-t align-top">
            <th scope="row" className="px-4 py-1.5 font-normal break-words text-muted">
              {label(key, column)}
            </th>
            {both && <td className="px-4 py-1.5 break-words">{text(before)}</td>}
            <td className="px-4 py-1.5 break-words">{text(kind === "delete" ? before : after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
