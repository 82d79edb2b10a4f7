import "server-only";
import { lt } from "drizzle-orm";
import { notices } from "@/db/schema";
import type { Context } from "@/lib/core/context";

/** Removes notices of before a moment, read or not: nobody looks for them any more. */
export async function removeOldNotices({ db }: Pick<Context, "db">, before: Date): Promise<number> {
  return (await db.delete(notices).where(lt(notices.createdAt, before))).rowCount ?? 0;
}
