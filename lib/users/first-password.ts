import "server-only";
import { z } from "zod";
import { database, pool } from "@/db/client";
import { loadByUser, personOf } from "@/lib/core/access";
import { auditEvent } from "@/lib/core/audit";
import type { Origin } from "@/lib/core/context";
import { refuse, reject } from "@/lib/core/errors";
import { endSessions } from "@/lib/core/session-end";
import { transaction } from "@/lib/core/transaction";
import { storePassword } from "./credentials";
import { findLinkOwner, useUpLink } from "./links";
import { hashPassword, passwordProblem } from "./password";
import { tellPasswordChanged } from "./password-mail";

export const firstPasswordInput = z.strictObject({
  token: z.string().max(100),
  password: z.string().max(500),
  repeated: z.string().max(500),
});

/** Whose link a token is, while it can be used. */
export const findOpenLink = (token: string, now: Date) => findLinkOwner(database(pool("auth")), token, now);

/**
 * Sets the password of the person who holds the link (D-51), ends their sessions and uses the link up. A password that is
 * refused leaves the link usable.
 */
export async function setFirstPassword(
  input: z.output<typeof firstPasswordInput>,
  origin: Origin,
  now: Date,
): Promise<void> {
  const owner = await findOpenLink(input.token, now);
  if (!owner) refuse("sign_in.error.link_ended");
  const problem = passwordProblem(input.password, owner.login);
  if (problem) reject({ password: { key: problem } });
  if (input.password !== input.repeated) reject({ repeated: { key: "sign_in.error.password_differs" } });

  const passwordHash = await hashPassword(input.password);
  const { account, installation } = (await loadByUser(database(pool("app")), owner.id))!;
  await transaction("auth", async (db) => {
    if (!(await useUpLink(db, input.token, now))) refuse("sign_in.error.link_ended");
    await storePassword({ db, now }, owner.id, passwordHash);
    await endSessions({ db, now }, owner.id);
    await auditEvent({ db, now, origin, actor: personOf(account, "") }, "user.password_set", { login: owner.login });
    await tellPasswordChanged({ db, now, installation }, owner.id);
  });
}
