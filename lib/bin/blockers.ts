import "server-only";
import type { SQL } from "drizzle-orm";
import type { StaffContext } from "@/lib/core/context";
import type { Sentence } from "@/lib/core/errors";
import { translatorFor } from "@/lib/core/messages";
import { importBlockers } from "@/lib/imports/blockers";

/**
 * What forbids deleting some customers, as sentences (CUS-08). `customers` selects their ids. A domain whose records hold a
 * customer (money, contracts in force, devices in use …) adds its judge here.
 */
export type DeletionBlocker = (ctx: StaffContext, customers: SQL) => Promise<Sentence[]>;

const blockers: readonly DeletionBlocker[] = [importBlockers];

/** All reasons against deleting these customers in the reader's language; none: they may go. */
export async function reasonsAgainst(ctx: StaffContext, customers: SQL): Promise<string[]> {
  const t = translatorFor(ctx.actor.locale);
  const reasons: string[] = [];
  for (const judge of blockers) for (const { key, values } of await judge(ctx, customers)) reasons.push(t(key, values));
  return reasons;
}
