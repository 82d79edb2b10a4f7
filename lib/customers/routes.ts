import "server-only";
import { z } from "zod";
import { downloadRows, exportFormat, readExport } from "@/lib/core/list-export";
import { translatorFor } from "@/lib/core/messages";
import { lookup, route } from "@/lib/core/route";
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
  format: exportFormat,
  scope: z.enum(["list", "all"]).default("list"),
});

/** The current filter of the customer list as a file (EXP-01), streamed. A filter that cannot be read is refused, not ignored. */
export const exportCustomersRoute = route(
  "customers.export",
  exportInput,
  async (ctx, { input: { format, scope, ...search } }) => {
    const params = readExport(customerList, search);
    await recordExport(ctx, params, { format, scope });
    const file = scope === "all" ? exportImportable(ctx, params) : exportList(ctx, params);
    return downloadRows(ctx, translatorFor(ctx.actor.locale)("customers.export_file"), format, file);
  },
  { example: () => ({ search: { format: "csv" } }) },
);
