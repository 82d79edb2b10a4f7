import "server-only";
import { z } from "zod";
import { exportInput, listToExport, sheetFile } from "@/lib/core/export";
import { translatorFor } from "@/lib/core/messages";
import { lookup, route } from "@/lib/core/route";
import { exportImportable, exportList, recordExport } from "./export";
import { customerList } from "./list";
import { pickCustomers } from "./queries";

/** Customers for a picker (FRM-02). */
export const pickCustomersRoute = lookup(
  "customers.view",
  z.object({ q: z.string().max(100).default("") }),
  (ctx, { q }) => pickCustomers(ctx, q.trim()),
  { example: () => ({ search: { q: "a" } }) },
);

const customerExport = exportInput.extend({ scope: z.enum(["list", "all"]).default("list") });

/** The current filter of the customer list as a file (EXP-01), streamed. */
export const exportCustomersRoute = route(
  "customers.export",
  customerExport,
  async (ctx, { input: { format, scope, ...search } }) => {
    const params = listToExport(customerList, search);
    await recordExport(ctx, params, { format, scope });
    const sheet = scope === "all" ? exportImportable(ctx, params) : exportList(ctx, params);
    return sheetFile(ctx, translatorFor(ctx.actor.locale)("customers.export_file"), format, sheet);
  },
  { example: () => ({ search: { format: "csv" } }) },
);
