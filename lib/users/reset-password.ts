import "server-only";
import { and, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { database, pool } from "@/db/client";
import { users } from "@/db/schema";
import { closedBecause, loadByUser, personOf } from "@/lib/core/access";
import { auditEvent } from "@/lib/core/audit";
import type { Origin } from "@/lib/core/context";
import { dateIn } from "@/lib/core/dates";
import { env } from "@/lib/core/env";
import { securityEvent } from "@/lib/core/security-events";
import { transaction } from "@/lib/core/transaction";
import { queueMail } from "@/lib/notifications/commands";
import { issueLink, LINK_MINUTES } from "./links";
import { RESETS_FROM_ADDRESS, RESETS_OF_LOGIN, takeTry } from "./quota";
import { isLogin, loginKey } from "./sign-in";
import { networkOf } from "./throttle";

export const resetInput = z.strictObject({ login: z.string().trim().min(1, "errors.required").max(100) });

type Answer = "mailed" | "throttled" | "unknown" | "closed" | "no_address";

/**
 * Somebody says that they forgot their password (ACC-05): whoever has that login and a mail address gets a single-use link.
 * Nothing comes back, so that nobody learns which logins exist (AU-09); what came of it stands in the security log.
 */
export async function askForReset(login: string, origin: Origin, now: Date): Promise<void> {
  const key = loginKey(login);
  const answer = await answerReset(key, origin, now);
  const { address, door, requestId } = origin;
  const shown = isLogin(key) ? key : null;
  await securityEvent({
    kind: "password_reset_asked",
    at: now,
    login: shown,
    address,
    door,
    requestId,
    details: { answer },
  });
}

async function answerReset(key: string, origin: Origin, now: Date): Promise<Answer> {
  // Both are counted, whatever the first one says: an address that tries many names runs out.
  const left = [await takeTry(RESETS_FROM_ADDRESS, networkOf(origin.address)), await takeTry(RESETS_OF_LOGIN, key)];
  if (left.includes(false)) return "throttled";
  const [user] = await database(pool("auth"))
    .select({ id: users.id, email: users.email })
    .from(users)
    .where(and(sql`text_key(${users.login}) = ${key}`, isNull(users.deletedAt)));
  if (!user) return "unknown";
  const { account, installation } = (await loadByUser(database(pool("app")), user.id))!;
  if (closedBecause(account, dateIn(installation.timeZone, now))) return "closed";
  const to = user.email;
  if (!to) return "no_address";
  await transaction("auth", async (db) => {
    const token = await issueLink(db, user.id, now);
    // The address is the configured one: no header of a request has a say in where the link leads (AU-10).
    const link = `${new URL(env().APP_BASE_URL).origin}/first-password?${new URLSearchParams({ token })}`;
    await queueMail(
      { db, now },
      {
        kind: "password_reset",
        to,
        locale: account.locale,
        key: `password_reset:${user.id}:${crypto.randomUUID()}`,
        values: { name: account.name, login: account.login, company: installation.companyName, minutes: LINK_MINUTES },
        link,
        usefulUntil: new Date(now.getTime() + LINK_MINUTES * 60_000),
      },
    );
    await auditEvent({ db, now, origin, actor: personOf(account, "") }, "user.reset_asked", { login: account.login });
  });
  return "mailed";
}
