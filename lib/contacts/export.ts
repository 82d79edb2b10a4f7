import "server-only";
import { and, asc, gt } from "drizzle-orm";
import { contacts } from "@/db/schema";
import { auditEvent } from "@/lib/core/audit";
import { can, type StaffContext } from "@/lib/core/context";
import { wallTime } from "@/lib/core/dates";
import { EXPORT_CHUNK, inChunks } from "@/lib/core/export";
import { translatorFor } from "@/lib/core/messages";
import type { WriteCell, WriteColumn } from "@/lib/core/sheet/write";
import { transaction } from "@/lib/core/transaction";
import { type ContactColumn, type ContactListParams, reachColumns } from "./list";
import { type ContactRow, countExported, exportWhere, selectContactRows } from "./list-queries";

type Translate = ReturnType<typeof translatorFor>;
type ListColumn = {
  label: string;
  kind?: WriteColumn["kind"];
  cell: (row: ContactRow, t: Translate, ctx: StaffContext) => WriteCell;
};

/** What stands in each column of the list, for a file; labels are those of the list. */
const listColumns: Record<ContactColumn, ListColumn> = {
  name: { label: "name", cell: (row) => row.name },
  customers: {
    label: "customers",
    cell: ({ customers }, t) => customers.map((name) => name ?? t("contacts.hidden_customer")).join("、"),
  },
  position: { label: "position", cell: (row) => row.position },
  department: { label: "department", cell: (row) => row.department },
  mobile: { label: "mobile", cell: (row) => row.mobile },
  phone: { label: "phone", cell: (row) => row.phone },
  email: { label: "email", cell: (row) => row.email },
  wechat: { label: "wechat", cell: (row) => row.wechat },
  qq: { label: "qq", cell: (row) => row.qq },
  role: { label: "decisionRole", cell: ({ role }, t) => role && t(`contacts.decision_role.${role}`) },
  birthday: { label: "birthday", kind: "date", cell: (row) => row.birthday },
  primary: { label: "isPrimary", cell: (row, t) => t(`imports.yes_no.${row.primary ? "yes" : "no"}`) },
  owner: { label: "owner", cell: (row) => row.owner },
  created: {
    label: "created",
    kind: "instant",
    cell: (row, _t, ctx) => wallTime(ctx.installation.timeZone, row.createdAt),
  },
  updated: {
    label: "updated",
    kind: "instant",
    cell: (row, _t, ctx) => wallTime(ctx.installation.timeZone, row.updatedAt),
  },
};

/**
 * The current filter of the list of contacts with the chosen columns (CON-02, EXP-01), of customers that the actor may export.
 * Columns of contact data leave the file altogether where the field right is missing (AZ-11).
 */
export async function exportContacts(ctx: StaffContext, params: ContactListParams) {
  const t = translatorFor(ctx.actor.locale);
  const columns = (params.columns as ContactColumn[]).filter(
    (key) => can(ctx, "fields.contact_data") || !reachColumns.includes(key),
  );
  const where = await exportWhere(ctx, params);
  const chunk = (after: string | undefined) =>
    selectContactRows(ctx, columns)
      .where(and(where, after ? gt(contacts.id, after) : undefined))
      .orderBy(asc(contacts.id))
      .limit(EXPORT_CHUNK);
  async function* rows() {
    for await (const row of inChunks(chunk)) yield columns.map((key) => listColumns[key].cell(row, t, ctx));
  }
  const heads = columns.map((key): WriteColumn => {
    const { label, kind = "text" } = listColumns[key];
    return { header: t(`contacts.field.${label}`), kind };
  });
  return { columns: heads, rows: rows() };
}

/** The line in the log that says who took how many contacts out, and by which filter (AUD-01). */
export async function recordContactExport(ctx: StaffContext, params: ContactListParams, format: string): Promise<void> {
  await transaction("app", async (db) => {
    const inside = { ...ctx, db };
    const filter = { q: params.q, ...params.filters };
    await auditEvent(inside, "contacts.exported", { format, rows: await countExported(inside, params), filter });
  });
}
