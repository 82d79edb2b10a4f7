import type { getTranslations } from "next-intl/server";
import type { Row } from "@/components/data-table/columns";
import type { AuditRow } from "@/lib/audit/queries";
import { doorWord, eventWord } from "@/lib/audit/words";
import { isPermission, moduleOf } from "@/lib/core/permissions";

type Texts = Awaited<ReturnType<typeof getTranslations<"audit">>>;

/** What an event is called; one that this version does not know is shown by its own name. */
export function eventText(event: string, t: Texts): string {
  const word = eventWord(event);
  return word ? t(word) : event;
}

/** Which way into the application a door is. */
export const doorText = (door: string, t: Texts) => t(doorWord(door));

/** A permission in the words of the matrix of roles: "客户档案：查看". */
export function permissionText(permission: string, t: Awaited<ReturnType<typeof getTranslations>>): string {
  if (!isPermission(permission)) return permission;
  const title = t(`permissions.${moduleOf(permission)}.title`);
  return t("roles.cell", { module: title, action: t(`permissions.${permission}`) });
}

/** The lines of the log for the table. */
export const auditCells = (rows: readonly AuditRow[], t: Texts): Row[] =>
  rows.map((row) => [
    row.id,
    row.at.getTime(),
    row.actor,
    eventText(row.event, t),
    recordsText(row, t),
    doorText(row.door, t),
    row.address,
  ]);

function recordsText({ changes, records }: AuditRow, t: Texts): string | null {
  const [first] = changes;
  if (!first) return null;
  const name = first.record ?? "—";
  return records > 1 ? t("records", { first: name, all: records, rest: records - 1 }) : name;
}
