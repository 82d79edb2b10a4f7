import "server-only";
import { sql } from "drizzle-orm";
import { attachmentLeftovers, attachments, customers } from "@/db/schema";
import type { Transaction } from "@/lib/core/context";

/**
 * Removes the attachments of the customers of a deletion for good (CUS-09); their files follow within a day (sweep.ts). Going into
 * the bin and coming back needs nothing: an attachment is seen with its customer.
 */
export async function eraseAttachments({ db, now }: Pick<Transaction, "db" | "now">, deletionId: string) {
  await db.execute(sql`
    with gone as (
      delete from ${attachments} where customer_id in (select id from ${customers} where deletion_id = ${deletionId})
      returning storage_key)
    insert into ${attachmentLeftovers} (storage_key, gone_at) select storage_key, ${now.toISOString()} from gone`);
}
