import "server-only";
import { eq } from "drizzle-orm";
import type { z } from "zod";
import { database, pool } from "@/db/client";
import { userCredentials } from "@/db/schema";
import { auditRecord } from "@/lib/core/audit";
import type { AccountContext } from "@/lib/core/context";
import { refuse, reject } from "@/lib/core/errors";
import { endSessions } from "@/lib/core/session-end";
import { judgedHash, storePassword } from "./credentials";
import { userEntity } from "./entity";
import { endLinks } from "./links";
import { isPassword } from "./password";
import { tellPasswordChanged } from "./password-mail";
import { forgetTries, OWN_PASSWORD, takeTry } from "./quota";
import type { ownPassword } from "./schema";

const EVENT = "user.password_changed";

/**
 * Changes one's own password (ACC-05): who knows the present one may, so that a session left open is not an account given
 * away. Every other session ends, and links that were on their way (AU-04).
 */
export async function changeOwnPassword(ctx: AccountContext, input: z.output<typeof ownPassword>) {
  const { id, login, sessionId } = ctx.actor;
  await proveIdentity(id, input.current);
  if (input.password === input.current) reject({ password: { key: "account.error.same_password" } });
  await storePassword(ctx, id, await judgedHash(input.password, login));
  await auditRecord(ctx, userEntity, EVENT, { id, password: "before" }, { id, password: "after" });
  await endLinks(ctx.db, id, ctx.now);
  const ended = await endSessions(ctx, id, sessionId);
  await tellPasswordChanged(ctx, id);
  return { ended };
}

/** Counted before it is looked at, on a connection of its own: no rollback gives a guess back (AU-03). */
async function proveIdentity(userId: string, password: string): Promise<void> {
  const [own] = await database(pool("auth"))
    .select({ hash: userCredentials.passwordHash })
    .from(userCredentials)
    .where(eq(userCredentials.userId, userId));
  if (!own) refuse("account.error.wrong_password", undefined, "current");
  if (!(await takeTry(OWN_PASSWORD, userId))) refuse("account.error.too_many_tries", undefined, "current");
  if (!(await isPassword(password, own.hash))) refuse("account.error.wrong_password", undefined, "current");
  await forgetTries(OWN_PASSWORD, userId);
}
