import "server-only";
import { settings } from "@/db/schema";
import { auditRow, refuseOlder } from "@/lib/audit/commands";
import type { StaffContext } from "@/lib/core/context";
import { missing } from "@/lib/core/errors";
import { findSettings } from "./queries";
import { MEGABYTE, type SettingsInput } from "./schema";

const columns = [
  "companyName",
  "companyTaxNumber",
  "companyAddress",
  "timeZone",
  "currency",
  "modulesOff",
  "importMaxRows",
  "importMaxMegabytes",
  "attachmentMaxMegabytes",
  "attachmentTotalMegabytes",
  "attachmentTypes",
  "binDays",
  "importUndoDays",
  "mergeUndoDays",
] as const;

/** Saves what holds for the whole installation (D-20, D-35, D-51, D-52). It is in force with the next request of everybody. */
export async function saveSettings(ctx: StaffContext, { version, ...input }: SettingsInput) {
  const [row] = await ctx.db.select().from(settings).for("no key update");
  if (!row) missing();
  const subject = { event: "settings.changed", of: "settings", columns };
  const before = await findSettings(ctx);
  await refuseOlder(ctx, { ...subject, row: { ...before, updatedAt: row.updatedAt }, expected: version });
  const { importMaxMegabytes, attachmentMaxMegabytes, attachmentTotalMegabytes, ...same } = input;
  await ctx.db.update(settings).set({
    ...same,
    importMaxBytes: importMaxMegabytes * MEGABYTE,
    attachmentMaxBytes: attachmentMaxMegabytes * MEGABYTE,
    attachmentTotalBytes: attachmentTotalMegabytes * MEGABYTE,
    version: row.version + 1,
    updatedAt: ctx.now,
  });
  await auditRow(ctx, { ...subject, before, after: input });
  return { version: row.version + 1 };
}
