import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { type Deletion, deletions, settings } from "@/db/schema";
import { eraseAttachments } from "@/lib/attachments/bin";
import { eraseContacts } from "@/lib/contacts/bin";
import { auditEvent } from "@/lib/core/audit";
import type { Actor, Transaction } from "@/lib/core/context";
import { log } from "@/lib/core/log";
import { translatorFor } from "@/lib/core/messages";
import { transaction } from "@/lib/core/transaction";
import { erasedBy, eraseCustomers } from "@/lib/customers/bin";
import { forgetMoved } from "@/lib/merges/clean-up";

type Acting = Pick<Transaction, "db" | "now" | "origin"> & { readonly actor: Actor };

/** Removes a locked deletion for good. A stub stays: number and last name in the log, the number in the archive (D-10). */
export async function erase(ctx: Acting, { id, customerCount, contactCount, deletedBy }: Deletion): Promise<void> {
  await auditEvent(ctx, "customer.purged", { rows: customerCount, contacts: contactCount });
  await eraseAttachments(ctx, id);
  await eraseContacts(ctx, id);
  await forgetMoved(ctx, erasedBy(id));
  await eraseCustomers(ctx, id, deletedBy);
  await ctx.db
    .update(deletions)
    .set({ purgedAt: ctx.now, name: sql`${deletions.number}` })
    .where(eq(deletions.id, id));
}

/**
 * Removes what has lain in the bin for longer than the settings say (CUS-09). Safe to run at any time and in several
 * processes: each takes what no other holds. Returns how many deletions went.
 */
export async function purgeExpired(now: Date): Promise<number> {
  const expired = await transaction("job", (db) =>
    db.select({ id: deletions.id }).from(deletions).where(isExpired(now)),
  );
  const actor = { kind: "system", name: translatorFor("zh-CN")("bin.job_actor"), grants: new Map() } as const;
  const origin = { door: "job:bin-purge", requestId: crypto.randomUUID(), address: null };
  let purged = 0;
  for (const { id } of expired) {
    const one = transaction("job", async (db) => {
      const [deletion] = await db
        .select()
        .from(deletions)
        .where(and(eq(deletions.id, id), isExpired(now)))
        .for("no key update", { skipLocked: true });
      if (!deletion) return 0;
      await erase({ db, now, origin, actor }, deletion);
      return 1;
    });
    // One that fails does not keep the others waiting.
    purged += await one.catch((error: unknown) => {
      log.error({ err: error, deletion: id }, "purge");
      return 0;
    });
  }
  return purged;
}

const isExpired = (now: Date) =>
  and(
    isNull(deletions.purgedAt),
    sql`${deletions.deletedAt} + (select ${settings.binDays} from ${settings}) * interval '24 hours' <= ${now.toISOString()}`,
  );
