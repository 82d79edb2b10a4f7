import "server-only";
import { settings } from "@/db/schema";
import type { Transaction } from "@/lib/core/context";
import { MEGABYTE } from "./schema";

/** The settings of the installation, as they are edited: `npm run migrate` makes the one row. */
export async function findSettings(ctx: Transaction) {
  const [row] = await ctx.db.select().from(settings);
  if (!row) throw new Error("The installation has no settings.");
  const {
    only: _,
    importMaxBytes,
    attachmentMaxBytes,
    attachmentTotalBytes,
    createdAt: __,
    updatedAt: ___,
    ...shown
  } = row;
  const megabytes = (bytes: number) => Math.max(1, Math.round(bytes / MEGABYTE));
  return {
    ...shown,
    importMaxMegabytes: megabytes(importMaxBytes),
    attachmentMaxMegabytes: megabytes(attachmentMaxBytes),
    attachmentTotalMegabytes: megabytes(attachmentTotalBytes),
  };
}
export type SettingsView = Awaited<ReturnType<typeof findSettings>>;
