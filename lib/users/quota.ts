import "server-only";
import type pg from "pg";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { pool } from "@/db/client";

type Quota = { name: string; tries: number; seconds: number };

/** Asking for a link (AU-09): a mailbox is not flooded, and one address cannot try a list of names. */
export const RESETS_OF_LOGIN: Quota = { name: "reset-login", tries: 3, seconds: 60 * 60 };
export const RESETS_FROM_ADDRESS: Quota = { name: "reset-address", tries: 20, seconds: 60 * 60 };
/** Guessing the present password in a session that somebody left open. */
export const OWN_PASSWORD: Quota = { name: "own-password", tries: 10, seconds: 15 * 60 };

/** Takes one try of a quota, counted over all servers before anything is looked at. False when none is left. */
export async function takeTry(quota: Quota, key: string): Promise<boolean> {
  return limiterOf(quota)
    .consume(key)
    .then(
      () => true,
      (refused: unknown) => {
        if (refused instanceof RateLimiterRes) return false;
        throw refused;
      },
    );
}

/** Gives all tries of a key back: it was the owner. */
export async function forgetTries(quota: Quota, key: string): Promise<void> {
  await limiterOf(quota).delete(key);
}

const limiters = new WeakMap<pg.Pool, Map<string, RateLimiterPostgres>>();

function limiterOf({ name, tries, seconds }: Quota): RateLimiterPostgres {
  const storeClient = pool("auth");
  const made = limiters.get(storeClient) ?? new Map<string, RateLimiterPostgres>();
  limiters.set(storeClient, made);
  const known = made.get(name);
  if (known) return known;
  const table = { tableName: "rate_limits", tableCreated: true, keyPrefix: name };
  const limiter = new RateLimiterPostgres({
    storeClient,
    storeType: "pool",
    points: tries,
    duration: seconds,
    ...table,
  });
  made.set(name, limiter);
  return limiter;
}
