import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { and, eq, gt, isNull, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { accountLinks, users } from "@/db/schema";

export const LINK_MINUTES = 30;

const hashOf = (token: string) => createHash("sha256").update(token).digest("base64url");
/** The account must not change between two links that are made at once: only the newest works. */
const hold = (db: Db, userId: string) => db.execute(sql`select from ${users} where id = ${userId} for update`);

/**
 * Makes the single-use link by which somebody sets a password (D-51, AU-10), and ends every earlier one of theirs. Returns
 * the token, which is nowhere kept: the table holds its hash.
 */
export async function issueLink(db: Db, userId: string, now: Date, minutes = LINK_MINUTES): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await hold(db, userId);
  await endLinks(db, userId, now);
  const expiresAt = new Date(now.getTime() + minutes * 60_000);
  await db.insert(accountLinks).values({ tokenHash: hashOf(token), userId, expiresAt });
  return token;
}

/** Ends the links of somebody: a newer one was made, or their password was changed. */
export async function endLinks(db: Db, userId: string, now: Date): Promise<void> {
  await db
    .update(accountLinks)
    .set({ usedAt: now })
    .where(and(eq(accountLinks.userId, userId), isNull(accountLinks.usedAt)));
}

const usable = (token: string, now: Date) =>
  and(eq(accountLinks.tokenHash, hashOf(token)), isNull(accountLinks.usedAt), gt(accountLinks.expiresAt, now));

/** Whose link this is, while it can be used. */
export async function findLinkOwner(
  db: Db,
  token: string,
  now: Date,
): Promise<{ id: string; login: string } | undefined> {
  const [owner] = await db
    .select({ id: users.id, login: users.login })
    .from(accountLinks)
    .innerJoin(users, eq(users.id, accountLinks.userId))
    .where(usable(token, now));
  return owner;
}

/** Uses a link up. False when it cannot be used, or was used by somebody quicker. */
export async function useUpLink(db: Db, token: string, now: Date): Promise<boolean> {
  const used = await db.update(accountLinks).set({ usedAt: now }).where(usable(token, now)).returning();
  return used.length === 1;
}
