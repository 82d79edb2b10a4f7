import "server-only";
import { eq } from "drizzle-orm";
import { users } from "@/db/schema";
import type { Transaction } from "@/lib/core/context";
import { queueMail } from "@/lib/notifications/commands";

type Act = Pick<Transaction, "db" | "now" | "installation">;

/** Tells the owner of an account that its password was changed: whoever it was, they learn of it. */
export async function tellPasswordChanged({ db, now, installation }: Act, userId: string): Promise<void> {
  const [user] = await db
    .select({ login: users.login, name: users.name, email: users.email, locale: users.locale })
    .from(users)
    .where(eq(users.id, userId));
  if (!user?.email) return;
  const { name, login, locale } = user;
  await queueMail(
    { db, now },
    {
      kind: "password_changed",
      to: user.email,
      locale,
      key: `password_changed:${userId}:${now.getTime()}`,
      values: { name, login, company: installation.companyName },
    },
  );
}
