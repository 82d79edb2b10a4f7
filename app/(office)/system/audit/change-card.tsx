import { getTranslations } from "next-intl/server";
import { Badge } from "@/components/ui/badge";
import type { ChangeView } from "@/lib/audit/queries";
import { FieldChanges } from "./field-changes";

const tones = { create: "success", update: "info", delete: "danger" } as const;
const entities = [
  "customer",
  "customer_billing",
  "contact",
  "user",
  "role",
  "institution",
  "department",
  "position",
  "dictionary_entry",
];

/** What an act did to one record. */
export async function ChangeCard({ change }: { change: ChangeView }) {
  const t = await getTranslations("audit");
  const { entity, record, recordId, kind, withheld, fields } = change;
  const what = t(`entity.${entities.includes(entity) ? entity : "other"}`);
  return (
    <article className="rounded border">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b px-4 py-2">
        <span className="text-muted">{what}</span>
        <strong className="min-w-0 font-semibold break-words">{record ?? "—"}</strong>
        <Badge tone={tones[kind]}>{t(`change.${kind}`)}</Badge>
        {!withheld && (
          <a className="link ml-auto" href={`/system/audit?record=${recordId}`}>
            {t("of_record")}
          </a>
        )}
      </header>
      {withheld ? (
        <p className="px-4 py-3 text-muted">{t("withheld")}</p>
      ) : (
        <FieldChanges fields={fields} kind={kind} caption={`${what} ${record ?? ""}`} />
      )}
    </article>
  );
}
