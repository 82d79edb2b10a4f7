import { getLocale, getTimeZone, getTranslations } from "next-intl/server";
import { formatInstant, formatNumber } from "@/components/format";
import { FactList } from "@/components/layout/detail";
import type { AuditEventView } from "@/lib/audit/queries";
import { ChangeCard } from "./change-card";
import { FieldChanges } from "./field-changes";
import { doorText, eventText } from "./texts";

/** One act: who, when, from where, and what it changed, as far as the reader may see it. */
export async function AuditDetail({ event }: { event: AuditEventView }) {
  const [t, locale, timeZone] = await Promise.all([getTranslations("audit"), getLocale(), getTimeZone()]);
  const { changes, own, more, file, reason, rows } = event;
  const facts = [
    { label: t("field.actor"), value: event.actor },
    { label: t("field.event"), value: eventText(event.event, t) },
    { label: t("field.at"), value: <span className="numbers">{formatInstant(event.at.getTime(), timeZone)}</span> },
    { label: t("field.address"), value: event.address },
    { label: t("field.door"), value: `${doorText(event.door, t)} · ${event.door}` },
    { label: t("field.requestId"), value: event.requestId },
    ...(file ? [{ label: t("field.file"), value: file }] : []),
    ...(reason ? [{ label: t("field.reason"), value: reason }] : []),
    ...(rows === null ? [] : [{ label: t("field.rows"), value: formatNumber(rows, locale) }]),
  ];
  return (
    <div className="grid gap-6">
      <FactList facts={facts} />
      <section className="grid gap-3">
        <h2>{t("changes")}</h2>
        {own.length > 0 && <FieldChanges fields={own} kind="update" caption={eventText(event.event, t)} />}
        {changes.map((change) => (
          <ChangeCard key={change.id} change={change} />
        ))}
        {changes.length === 0 && own.length === 0 && <p className="text-muted">{t("no_changes")}</p>}
        {more > 0 && <p className="text-muted">{t("more_changes", { count: more })}</p>}
      </section>
    </div>
  );
}
