import "server-only";
import { and, asc, count, gt, type SQL } from "drizzle-orm";
import { customers } from "@/db/schema";
import { auditEvent } from "@/lib/core/audit";
import { can, type Context, type StaffContext } from "@/lib/core/context";
import { wallTime } from "@/lib/core/dates";
import { EXPORT_CHUNK, inChunks } from "@/lib/core/export";
import { translatorFor } from "@/lib/core/messages";
import type { SheetColumn } from "@/lib/core/sheet/define";
import type { WriteCell, WriteColumn } from "@/lib/core/sheet/write";
import { transaction } from "@/lib/core/transaction";
import { importableRows } from "./export-rows";
import type { CustomerColumn, CustomerListParams } from "./list";
import { exportWhere, type CustomerRow, selectCustomerRows } from "./queries";
import { customerSheet } from "./sheet";

export type CustomerExport = { columns: WriteColumn[]; rows: AsyncIterable<readonly WriteCell[]> };

/** The current filter with the chosen columns (EXP-01), as the list shows them. */
export function exportList(ctx: StaffContext, params: CustomerListParams): CustomerExport {
  const t = translatorFor(ctx.actor.locale);
  const columns = (params.columns as CustomerColumn[]).filter(
    (key) => key !== "phone" || can(ctx, "fields.contact_data"),
  );
  const shown = columns.map((key) => listColumns[key]);
  const where = exportWhere(ctx, params);
  const chunk = (after: string | undefined) =>
    selectCustomerRows(ctx, columns)
      .where(and(where, after ? gt(customers.id, after) : undefined))
      .orderBy(asc(customers.id))
      .limit(EXPORT_CHUNK);
  async function* rows() {
    for await (const row of inChunks(chunk)) yield shown.map(({ cell }) => cell(row, t, ctx));
  }
  return {
    columns: shown.map(({ label, kind = "text" }) => ({ header: t(`customers.field.${label}`), kind })),
    rows: rows(),
  };
}

type Translate = ReturnType<typeof translatorFor>;
type ListColumn = {
  label: string;
  kind?: WriteColumn["kind"];
  cell: (row: CustomerRow, t: Translate, ctx: Context) => WriteCell;
};

/** What stands in each column of the list, for a file. */
const listColumns: Record<CustomerColumn, ListColumn> = {
  number: { label: "number", cell: (row) => row.number },
  name: { label: "name", cell: (row) => row.name },
  kind: { label: "kind", cell: (row, t) => t(`customers.kind.${row.kind}`) },
  type: { label: "typeId", cell: (row) => row.type },
  level: { label: "levelId", cell: (row) => row.level },
  region: { label: "regionId", cell: (row) => row.region },
  contact: { label: "contact", cell: (row) => row.contact },
  phone: { label: "phone", cell: (row) => row.phone },
  owner: { label: "ownerId", cell: (row) => row.owner },
  ownership: { label: "ownership", cell: (row, t) => t(`customers.ownership.${row.ownership}`) },
  industry: { label: "industryId", cell: (row) => row.industry },
  source: { label: "sourceId", cell: (row) => row.source },
  credit_rating: { label: "creditRatingId", cell: (row) => row.creditRating },
  tags: { label: "tags", cell: (row) => row.tags },
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

/** All fields with all contacts, in the columns of the import's sheet: what is exported can be imported again. */
export function exportImportable(ctx: StaffContext, params: CustomerListParams): CustomerExport {
  const t = translatorFor(ctx.actor.locale);
  const shown = customerSheet.columns.filter(({ field }) => maySee(ctx, field));
  async function* rows() {
    for await (const values of importableRows(ctx, exportWhere(ctx, params)))
      yield shown.map((column) => cellText(column, values[column.field] ?? null, t));
  }
  const kindOf = ({ kind }: SheetColumn) => (kind.type === "date" ? ("date" as const) : ("text" as const));
  return { columns: shown.map((column) => ({ header: t(column.label), kind: kindOf(column) })), rows: rows() };
}

/** Columns of contact data leave the file altogether where the field right is missing (AZ-11). */
const CONTACT_DATA = new Set(["phone", "fax", "email", "mobile", "wechat", "qq"]);
function maySee(ctx: Context, field: string): boolean {
  if (field.startsWith("contact.") && !can(ctx, "contacts.view")) return false;
  return can(ctx, "fields.contact_data") || !CONTACT_DATA.has(field.replace("contact.", ""));
}

const cellText = ({ kind }: SheetColumn, value: string | null, t: Translate): string | null =>
  value !== null && kind.type === "choice" ? t(`${kind.labels}.${value}`) : value;

/** How many customers go out, and the line in the log that says so (AUD-01): who, how many, which filter. */
export async function recordExport(
  ctx: StaffContext,
  params: CustomerListParams,
  details: Record<string, string>,
): Promise<void> {
  await transaction("app", async (db) => {
    const inside = { ...ctx, db };
    const rows = await countOf(inside, exportWhere(inside, params));
    const filter = { q: params.q, ...params.filters };
    await auditEvent(inside, "customers.exported", { ...details, rows, filter });
  });
}

async function countOf(ctx: Context, where: SQL | undefined): Promise<number> {
  const [row] = await ctx.db.select({ rows: count() }).from(customers).where(where);
  return row!.rows;
}
