import "server-only";
import { eq } from "drizzle-orm";
import { database, pool } from "@/db/client";
import type { Locale } from "@/db/enums";
import { users } from "@/db/schema";

/** How the cookie of core/i18n.ts is set: for a year, wherever the choice was made. */
export const languageCookie = { path: "/", sameSite: "lax", maxAge: 365 * 86_400 } as const;

/** Remembers a person's language with their account, so that it is there on their next device too. */
export async function rememberLanguage(userId: string, locale: Locale): Promise<void> {
  await database(pool("app")).update(users).set({ locale }).where(eq(users.id, userId));
}
