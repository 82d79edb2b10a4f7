import "server-only";
import { settings } from "@/db/schema";
import type { Transaction } from "@/lib/core/context";
import { MEGABYTE } from "./schema";

/** The settings of the installation, as they are edited: `npm run migrate` makes the one row. */
export async function findSettings(ctx: Transaction) {
  const [row] = await ctx.db.select().from(settings);
  if (!row) throw new Error("The installation has no settings.");
  const { only: _, importMaxBytes, createdAt: __, updatedAt: ___, ...shown } = row;
  return { ...shown, importMaxMegabytes: Math.max(1, Math.round(importMaxBytes / MEGABYTE)) };
}
export type SettingsView = Awaited<ReturnType<typeof findSettings>>;
