import type { Db } from "@/db/client";
import { userSessions } from "@/db/schema";

/** An open session of a member of staff; returns its id. */
export async function makeSession(
  db: Db,
  userId: string,
  values: Partial<typeof userSessions.$inferInsert> = {},
): Promise<string> {
  const now = new Date();
  const [session] = await db
    .insert(userSessions)
    .values({
      userId,
      audience: "staff",
      createdAt: now,
      lastSeenAt: now,
      expiresAt: new Date(now.getTime() + 3_600_000),
      address: "127.0.0.1",
      agent: "test",
      ...values,
    })
    .returning({ id: userSessions.id });
  return session!.id;
}
