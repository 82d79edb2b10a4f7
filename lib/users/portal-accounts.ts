import "server-only";
import { eq, sql } from "drizzle-orm";
import type { Locale } from "@/db/enums";
import { users } from "@/db/schema";
import type { Transaction } from "@/lib/core/context";
import { endSessions } from "@/lib/core/session-end";
import { endLinks } from "./links";
import { isLogin, loginKey } from "./sign-in";

type Act = Pick<Transaction, "db" | "now">;
type NewAccount = { email: string; name: string; locale: Locale };

/**
 * Opens an account of the portal whose login is an e-mail address (CON-03), without a password: its owner sets one by a link.
 * Answers why not: the address cannot be a login, or somebody has it already, of whichever side.
 */
export async function addPortalAccount(
  { db, now }: Act,
  { email, name, locale }: NewAccount,
): Promise<{ id: string } | "unfit" | "taken"> {
  if (!isLogin(loginKey(email))) return "unfit";
  const [user] = await db
    .insert(users)
    .values({ audience: "portal", login: email, name, email, locale, createdAt: now, updatedAt: now })
    .onConflictDoNothing()
    .returning({ id: users.id });
  return user ?? "taken";
}

/** Closes an account of the portal from its next request on, or opens it again with the password that it had (CON-03). */
export async function setPortalAccountLocked(act: Act, id: string, locked: boolean): Promise<void> {
  const { db, now } = act;
  await db
    .update(users)
    .set({ locked, version: sql`${users.version} + 1`, updatedAt: now })
    .where(eq(users.id, id));
  if (!locked) return;
  await endSessions(act, id);
  await endLinks(db, id, now);
}
