import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { Context, StaffContext } from "@/lib/core/context";

/** How one kind of record passes from somebody who leaves to somebody else (ORG-09). A domain whose records have an owner joins with one. */
export type HandoverPart = {
  /** Names the kind in forms and messages: `handover.part.<key>`. */
  key: string;
  /** The columns that name the owner: tests/integration/handover.test.ts looks for those that nobody hands on. */
  columns: readonly AnyPgColumn[];
  /** How many living records somebody owns: only the number, whoever asks. */
  count: (ctx: Context, userId: string) => Promise<number>;
  /**
   * Gives all of them to `to`, as part of the audit event: all or, by a refusal that stands at `field`, none. The giver's row is
   * held by the caller; this holds the records and the receiver.
   */
  reassign: (ctx: StaffContext, hand: Hand) => Promise<number>;
};

export type Hand = { from: string; to: string; eventId: string; field: string };
