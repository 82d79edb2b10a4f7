import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { knownDevices } from "@/db/schema";

/** The cookie by which a browser is known again (D-09): a random number of 256 bits, of which only the hash is kept. */
export function deviceCookie(secure: boolean) {
  return {
    name: secure ? "__Host-kehu.device" : "kehu.device",
    options: { httpOnly: true, sameSite: "lax", path: "/", secure, maxAge: 400 * 86_400 },
  } as const;
}

export const deviceHash = (device: string) => createHash("sha256").update(device).digest("base64url");

/**
 * Remembers the browser from which somebody signs in, and returns its new cookie. The number changes at every sign-in, so
 * that one which was copied out of a browser or put into it is worth nothing from then on.
 */
export async function rememberDevice(db: Db, userId: string, now: Date, before: string | undefined): Promise<string> {
  const device = randomBytes(32).toString("base64url");
  const hash = deviceHash(device);
  // Others who signed in on this browser stay known on it.
  if (before)
    await db
      .update(knownDevices)
      .set({ deviceHash: hash })
      .where(eq(knownDevices.deviceHash, deviceHash(before)));
  await db
    .insert(knownDevices)
    .values({ userId, deviceHash: hash, lastSeenAt: now })
    .onConflictDoUpdate({ target: [knownDevices.userId, knownDevices.deviceHash], set: { lastSeenAt: now } });
  return device;
}
