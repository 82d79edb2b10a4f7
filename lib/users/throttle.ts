import "server-only";
import type pg from "pg";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { pool } from "@/db/client";

/** D-09: from the sixth try on there is a pause, growing by a second; after ten failures nothing is looked at for 15 minutes. */
const FREE = 5;
const LIMIT = 10;
const LOCKED_SECONDS = 15 * 60;

/** Whom a try counts against: the login and the address together, or a device that signed in to this login before. */
export type Counted = { login: string; address: string | null; device?: string };

/** The leave to look at one password. It has been counted as a failure already; `succeeded` takes that back. */
export type Turn = { failed: () => Promise<void>; succeeded: () => Promise<void> };

/**
 * Asks for leave to look at a password, waiting out the pause; nothing while the login or the address is held up. Every try
 * is counted in PostgreSQL before its password is looked at: of any number at once, on any number of servers, at most the
 * limit is evaluated (AU-01, AU-03). A known device has a counter of its own, so nobody can lock its owner out (AU-02).
 */
export async function takeTurn(counted: Counted): Promise<Turn | undefined> {
  const { own, shared } = keysOf(counted);
  const counts = await Promise.all([own, ...shared].map(count));
  if (counts.some((tries) => tries > LIMIT)) return undefined;
  const pause = Math.max(...counts) - FREE;
  if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause * 1_000));
  return {
    async failed() {
      const full = [own, ...shared].filter((_, index) => counts[index] === LIMIT);
      await Promise.all(full.map((key) => limiter().block(key, LOCKED_SECONDS)));
    },
    async succeeded() {
      // What others did from this address stays counted: one right password must not open the way for guessing others.
      await Promise.all([limiter().delete(own), ...shared.map((key) => limiter().reward(key))]);
    },
  };
}

function keysOf({ login, address, device }: Counted): { own: string; shared: string[] } {
  if (device) return { own: `device:${device}:${login}`, shared: [] };
  return { own: `login:${login}`, shared: [`address:${networkOf(address)}`] };
}

/** An IPv6 customer holds a whole /64 and could take a new address for every try. */
export function networkOf(address: string | null): string {
  if (!address) return "unknown";
  if (!address.includes(":")) return address;
  const [head = "", tail] = address.toLowerCase().split("%")[0]!.split("::");
  const left = head ? head.split(":") : [];
  const right = tail ? tail.split(":") : [];
  const zeros = tail === undefined ? 0 : Math.max(8 - left.length - right.length, 0);
  const groups = [...left, ...Array<string>(zeros).fill("0"), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":")}::/64`;
}

/** Raises a counter by one and returns it. Anything but the limiter's own refusal is a failure of the database. */
const count = (key: string): Promise<number> =>
  limiter()
    .consume(key)
    .catch((refused: unknown) => {
      if (refused instanceof RateLimiterRes) return refused;
      throw refused;
    })
    .then((state) => state.consumedPoints);

const limiters = new WeakMap<pg.Pool, RateLimiterPostgres>();
function limiter(): RateLimiterPostgres {
  const storeClient = pool("auth");
  let made = limiters.get(storeClient);
  if (!made) {
    const table = { tableName: "rate_limits", tableCreated: true, keyPrefix: "sign-in" };
    made = new RateLimiterPostgres({
      storeClient,
      storeType: "pool",
      points: LIMIT,
      duration: LOCKED_SECONDS,
      ...table,
    });
    limiters.set(storeClient, made);
  }
  return made;
}
