import "server-only";
import { customerHandover } from "@/lib/customers/handover";
import type { Context } from "@/lib/core/context";
import type { HandoverPart } from "./part";

/** Every kind of record that somebody leaves behind (ORG-09), in the order in which they are handed on. */
export const handoverParts: readonly HandoverPart[] = [customerHandover];

export type Holding = { key: string; count: number };

/** What somebody owns, by kind; kinds of which they own nothing are left out. */
export async function holdingsOf(ctx: Context, userId: string): Promise<Holding[]> {
  const all: Holding[] = [];
  for (const { key, count } of handoverParts) all.push({ key, count: await count(ctx, userId) });
  return all.filter(({ count }) => count > 0);
}
