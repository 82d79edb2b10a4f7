import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { database, pool } from "@/db/client";
import { roles, userRoles, users } from "@/db/schema";
import { auditEvent } from "@/lib/core/audit";
import type { SystemJob } from "@/lib/core/context";
import { env } from "@/lib/core/env";
import { transaction } from "@/lib/core/transaction";
import { issueLink } from "./links";
import { isStaffLogin, loginKey } from "./sign-in";

export type Invitation = { link: string; created: boolean };

/**
 * The way into an installation that has nobody yet, or nobody who knows their password (D-51): makes the administrator of
 * that login when there is none, and a link that is good for 30 minutes and one use. An existing user keeps their roles and
 * their state. Nothing for a text that cannot be a login.
 */
export async function inviteAdministrator(login: string, now: Date): Promise<Invitation | undefined> {
  const key = loginKey(login);
  if (!isStaffLogin(key)) return undefined;
  const [known] = await database(pool("app"))
    .select({ id: users.id })
    .from(users)
    .where(and(sql`text_key(${users.login}) = ${key}`, eq(users.audience, "staff")));
  const userId = known?.id ?? (await addAdministrator(key, now));
  const token = await transaction("auth", (db) => issueLink(db, userId, now));
  const link = new URL(`/first-password?${new URLSearchParams({ token })}`, env().APP_BASE_URL).href;
  return { link, created: !known };
}

const actor: SystemJob = { kind: "system", name: "npm run admin", grants: new Map() };
const origin = { door: "npm run admin", requestId: crypto.randomUUID(), address: null };

const addAdministrator = (login: string, now: Date) =>
  transaction("app", async (db) => {
    const stamps = { createdAt: now, updatedAt: now };
    const [user] = await db
      .insert(users)
      .values({ login, name: login, ...stamps })
      .returning({ id: users.id });
    const [role] = await db.select({ id: roles.id }).from(roles).where(eq(roles.builtin, "administrator"));
    await db.insert(userRoles).values({ userId: user!.id, roleId: role!.id });
    await auditEvent({ db, now, actor, origin }, "user.created", { login });
    return user!.id;
  });
