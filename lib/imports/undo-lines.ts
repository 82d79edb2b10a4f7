import "server-only";
import type { Writable } from "node:stream";
import { and, asc, eq, gt, inArray } from "drizzle-orm";
import { customers, importUndoLines } from "@/db/schema";
import { describeChanges, type Shown } from "@/lib/audit/queries";
import type { Context, StaffContext } from "@/lib/core/context";
import { scope } from "@/lib/core/scope";
import type { Texts } from "@/lib/core/sheet/template";
import { writeXlsx } from "@/lib/core/sheet/write-workbook";
import { customerEntity } from "@/lib/customers/entity";
import { ROWS_PER_PAGE } from "./list";

export type StoredLine = Omit<typeof importUndoLines.$inferSelect, "importId">;
/** What was kept, as this reader may know it: a record out of reach has no name and no values (D-05). */
export type UndoLine = Pick<StoredLine, "lineNo" | "entity" | "outcome" | "reason"> & {
  number: string | null;
  customer: string | null;
  /** The contact, where the line is about one. */
  contact: string | null;
  /** The message key of the field; nothing: the whole record. */
  field: string | null;
  now: Shown;
  before: Shown;
};

const BATCH = 500;
const columns = {
  lineNo: importUndoLines.lineNo,
  entity: importUndoLines.entity,
  recordId: importUndoLines.recordId,
  customerId: importUndoLines.customerId,
  outcome: importUndoLines.outcome,
  reason: importUndoLines.reason,
  field: importUndoLines.field,
  now: importUndoLines.now,
  before: importUndoLines.before,
};

/** Lines in words, under the reader's own rights: scope, field rights and names as in the log. */
export async function describeLines(ctx: Context, lines: readonly StoredLine[]): Promise<UndoLine[]> {
  const known = await customersOf(ctx, [...new Set(lines.map(({ customerId }) => customerId))]);
  const views = await describeChanges(
    ctx,
    lines.map(({ lineNo, entity, recordId, customerId, field, now, before }) => ({
      id: String(lineNo),
      entity,
      recordId,
      customerId,
      kind: "update" as const,
      changes: field ? { [field]: [before, now] as [unknown, unknown] } : {},
    })),
  );
  return lines.map(({ lineNo, entity, customerId, outcome, reason }, index) => {
    const { record, fields } = views[index]!;
    const customer = known.get(customerId);
    const [field] = fields;
    return {
      lineNo,
      entity,
      outcome,
      reason,
      number: customer?.number ?? null,
      customer: customer?.name ?? (entity === "customer" ? record : null),
      contact: entity === "contact" ? record : null,
      field: field?.label ?? null,
      now: field?.after ?? null,
      before: field?.before ?? null,
    };
  });
}

async function customersOf(ctx: Context, ids: string[]) {
  if (ids.length === 0) return new Map<string, { number: string; name: string }>();
  const rows = await ctx.db
    .select({ id: customers.id, number: customers.number, name: customers.name })
    .from(customers)
    .where(and(inArray(customers.id, ids), scope(ctx, customerEntity, "view")));
  return new Map(rows.map((row) => [row.id, row]));
}

/** A page of what an undo kept. The caller has found the import before. */
export async function listUndoLines(ctx: Context, importId: string, page: number): Promise<UndoLine[]> {
  const lines = await ctx.db
    .select(columns)
    .from(importUndoLines)
    .where(eq(importUndoLines.importId, importId))
    .orderBy(asc(importUndoLines.lineNo))
    .limit(ROWS_PER_PAGE)
    .offset((page - 1) * ROWS_PER_PAGE);
  return describeLines(ctx, lines);
}

export const countUndoLines = ({ db }: Context, importId: string) =>
  db.$count(importUndoLines, eq(importUndoLines.importId, importId));

/** A value for a file or a sentence. */
export const shownText = (shown: Shown, texts: Texts): string =>
  shown === null ? "" : "text" in shown ? shown.text : texts(shown.key);

/** Whose line it is: the customer, with the contact where it is about one. */
export function lineName({ customer, contact, entity }: UndoLine, texts: Texts): string {
  const hidden = texts("import_undo.hidden");
  return entity === "contact" ? `${customer ?? hidden} · ${contact ?? hidden}` : (customer ?? hidden);
}

/** A line as a sentence, for the preview. */
export function lineText(line: UndoLine, texts: Texts): string {
  const name = lineName(line, texts);
  const reason = texts(`import_undo.reason.${line.reason}`);
  return line.field
    ? texts("import_undo.line_field", {
        name,
        field: texts(line.field),
        reason,
        now: shownText(line.now, texts) || "—",
      })
    : texts("import_undo.line", { name, reason });
}

/** The workbook of what an undo kept: customer, field, value now, value before, and why. Streamed. */
export async function writeUndoLines(ctx: StaffContext, importId: string, texts: Texts, out: Writable): Promise<void> {
  async function* rows() {
    for (let after = 0; ;) {
      const batch = await ctx.db
        .select(columns)
        .from(importUndoLines)
        .where(and(eq(importUndoLines.importId, importId), gt(importUndoLines.lineNo, after)))
        .orderBy(asc(importUndoLines.lineNo))
        .limit(BATCH);
      for (const line of await describeLines(ctx, batch))
        yield [
          line.number ?? "",
          line.customer ?? texts("import_undo.hidden"),
          line.contact ?? "",
          line.field ? texts(line.field) : "",
          shownText(line.now, texts),
          shownText(line.before, texts),
          texts(`import_undo.outcome.${line.outcome}`),
          texts(`import_undo.reason.${line.reason}`),
        ];
      const last = batch.at(-1);
      if (!last || batch.length < BATCH) return;
      after = last.lineNo;
    }
  }
  const heads = ["number", "customer", "contact", "field", "now", "before", "outcome", "reason"];
  await writeXlsx(
    texts("import_undo.kept_title"),
    heads.map((head) => ({ header: texts(`import_undo.head.${head}`), kind: "text" as const })),
    rows(),
    out,
  );
}
