import "server-only";
import { z } from "zod";
import { auditEvent } from "@/lib/core/audit";
import { missing } from "@/lib/core/errors";
import { downloadRows, exportFormat, readExport } from "@/lib/core/list-export";
import { translatorFor } from "@/lib/core/messages";
import { route } from "@/lib/core/route";
import { transaction } from "@/lib/core/transaction";
import { exportEvents, exportHistory, exportSecurity } from "./export";
import { reachesHistory } from "./history";
import { auditList, historyList, securityList } from "./list";

/** The log of acts, or that of sign-ins and refusals, as the filter shows it (AUD-01). */
export const exportAuditRoute = route(
  "audit.export",
  z.looseObject({ format: exportFormat, log: z.enum(["events", "security"]).default("events") }),
  async (ctx, { input: { format, log, ...search } }) => {
    const sheet =
      log === "events"
        ? exportEvents(ctx, readExport(auditList, search))
        : exportSecurity(ctx, readExport(securityList, search));
    await transaction("app", (db) => auditEvent({ ...ctx, db }, "audit.exported", { log, format, filter: search }));
    return downloadRows(ctx, translatorFor(ctx.actor.locale)(`audit.tab.${log}`), format, sheet);
  },
  { example: () => ({ search: { format: "csv" } }) },
);

/** The activity log of one customer as its page shows it (EXP-03). */
export const exportHistoryRoute = route(
  "customers.export",
  z.looseObject({ format: exportFormat }),
  async (ctx, { input: { format, ...search }, params: { id = "" } }) => {
    if (!z.uuid().safeParse(id).success || !(await reachesHistory(ctx, id, "export"))) missing();
    const sheet = await exportHistory(ctx, id, readExport(historyList, search));
    const details = { customer: id, format, filter: search };
    await transaction("app", (db) => auditEvent({ ...ctx, db }, "customer.history_exported", details));
    return downloadRows(ctx, translatorFor(ctx.actor.locale)("audit.tab.events"), format, sheet);
  },
  { example: ({ customer }) => ({ search: { format: "csv" }, params: { id: customer! } }) },
);
