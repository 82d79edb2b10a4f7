import "server-only";
import { z } from "zod";
import { assertCan } from "@/lib/core/context";
import { download } from "@/lib/core/download";
import { reject } from "@/lib/core/errors";
import { parseList } from "@/lib/core/list";
import { translatorFor } from "@/lib/core/messages";
import { lookup, route } from "@/lib/core/route";
import { writeCsv } from "@/lib/core/sheet/write";
import { writeXlsx } from "@/lib/core/sheet/write-workbook";
import { exportContacts, recordContactExport } from "./export";
import { contactList } from "./list";
import { pickContacts } from "./person-queries";

/** Contacts that can be linked to another customer (CON-02), for a picker. */
export const pickContactsRoute = lookup(
  "contacts.edit",
  z.object({ q: z.string().max(100).default("") }),
  (ctx, { q }) => pickContacts(ctx, q.trim()),
  { example: () => ({ search: { q: "a" } }) },
);

const exportInput = z.looseObject({ format: z.enum(["xlsx", "csv"]).default("xlsx") });

/**
 * The current filter of the list of contacts as a file, streamed (CON-02, EXP-01). What belongs to customers goes out by the
 * right to export customers. A filter that cannot be read is refused, not ignored.
 */
export const exportContactsRoute = route(
  "customers.export",
  exportInput,
  async (ctx, { input: { format, ...search } }) => {
    assertCan(ctx, "contacts.view");
    const params = parseList(contactList, search as Record<string, string | string[]>);
    if (params.problems.length > 0) reject(Object.fromEntries(params.problems.map(({ name, key }) => [name, { key }])));
    await recordContactExport(ctx, params, format);
    const { columns, rows } = await exportContacts(ctx, params);
    const title = translatorFor(ctx.actor.locale)("contacts.title");
    return download(`${title}-${ctx.today}`, format, (out) =>
      format === "csv" ? writeCsv(columns, rows, out) : writeXlsx(title, columns, rows, out),
    );
  },
  { example: () => ({ search: { format: "csv" } }) },
);
