import "server-only";
import { z } from "zod";
import { download } from "@/lib/core/download";
import { parseList } from "@/lib/core/list";
import { translatorFor } from "@/lib/core/messages";
import { reject } from "@/lib/core/errors";
import { lookup, route } from "@/lib/core/route";
import { writeCsv } from "@/lib/core/sheet/write";
import { writeXlsx } from "@/lib/core/sheet/write-workbook";
import { findDuplicates } from "./duplicates";
import { exportImportable, exportList, recordExport } from "./export";
import { customerList } from "./list";
import { pickCustomers } from "./queries";
import { duplicateAsk } from "./schema";

/** Customers for a picker (FRM-02). */
export const pickCustomersRoute = lookup(
  "customers.view",
  z.object({ q: z.string().max(100).default("") }),
  (ctx, { q }) => pickCustomers(ctx, q.trim()),
  { example: () => ({ search: { q: "a" } }) },
);

/** Customers that may be the same as what is being typed (CUS-10). */
export const findDuplicatesRoute = lookup("customers.view", duplicateAsk, findDuplicates, {
  example: () => ({ search: { name: "示例客户" } }),
});

const exportInput = z.looseObject({
  format: z.enum(["xlsx", "csv"]).default("xlsx"),
  scope: z.enum(["list", "all"]).default("list"),
});

/** The current filter of the customer list as a file (EXP-01), streamed. A filter that cannot be read is refused, not ignored. */
export const exportCustomersRoute = route(
  "customers.export",
  exportInput,
  async (ctx, { input: { format, scope, ...search } }) => {
    const params = parseList(customerList, search as Record<string, string | string[]>);
    if (params.problems.length > 0) reject(Object.fromEntries(params.problems.map(({ name, key }) => [name, { key }])));
    await recordExport(ctx, params, { format, scope });
    const { columns, rows } = scope === "all" ? exportImportable(ctx, params) : exportList(ctx, params);
    const title = translatorFor(ctx.actor.locale)("customers.export_file");
    return download(`${title}-${ctx.today}`, format, (out) =>
      format === "csv" ? writeCsv(columns, rows, out) : writeXlsx(title, columns, rows, out),
    );
  },
  { example: () => ({ search: { format: "csv" } }) },
);
