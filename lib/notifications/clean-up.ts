import "server-only";
import { and, eq, lt } from "drizzle-orm";
import { outboxMessages } from "@/db/schema";
import type { Context } from "@/lib/core/context";

/** Removes mails that were sent before a moment. Those that failed stay until somebody has dealt with them. */
export async function removeSentMails({ db }: Pick<Context, "db">, before: Date): Promise<number> {
  const old = and(eq(outboxMessages.state, "sent"), lt(outboxMessages.sentAt, before));
  return (await db.delete(outboxMessages).where(old)).rowCount ?? 0;
}
