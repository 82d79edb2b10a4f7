import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { customerMergeRows, customerMerges, settings } from "@/db/schema";
import type { Transaction } from "@/lib/core/context";

/** Forgets what the merges of customers that are removed for good moved: it tells of people (CUS-09). */
export async function forgetMoved({ db }: Pick<Transaction, "db">, customers: SQL): Promise<void> {
  await db.execute(sql`
    delete from ${customerMergeRows} where merge_id in (
      select id from ${customerMerges} where survivor_id in (${customers}) or loser_id in (${customers}))`);
}

/** Forgets what merges moved that can no longer be undone, or were; returns how many rows went. */
export async function removeMovedRows({ db, now }: Pick<Transaction, "db" | "now">): Promise<number> {
  const removed = await db.execute(sql`
    delete from ${customerMergeRows} where merge_id in (
      select id from ${customerMerges} where undone_at is not null or merged_at + (select ${settings.mergeUndoDays} from ${settings}) * interval '24 hours' <= ${now.toISOString()})`);
  return removed.rowCount ?? 0;
}
