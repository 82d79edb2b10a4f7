import "server-only";
import { userCredentials } from "@/db/schema";
import type { Transaction } from "@/lib/core/context";
import { reject } from "@/lib/core/errors";
import { hashPassword, passwordProblem } from "./password";

/** Judges a new password and hashes it; about 0.1 s of computing. Throws `invalid` at the field `password`. */
export async function judgedHash(password: string, login: string): Promise<string> {
  const problem = passwordProblem(password, login);
  if (problem) reject({ password: { key: problem } });
  return hashPassword(password);
}

/** Writes the hash without reading any: the role of the staff screens may not (db/roles.ts). */
export async function storePassword(
  { db, now }: Pick<Transaction, "db" | "now">,
  userId: string,
  passwordHash: string,
  mustChange = false,
): Promise<void> {
  const credentials = { passwordHash, changedAt: now, mustChange };
  await db
    .insert(userCredentials)
    .values({ userId, ...credentials })
    .onConflictDoUpdate({ target: userCredentials.userId, set: credentials });
}
