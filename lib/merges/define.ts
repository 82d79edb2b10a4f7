import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { StaffContext } from "@/lib/core/context";
import type { Sentence } from "@/lib/core/errors";
import type { Takeable } from "./fields";

/** The customer that stays, and the one that goes into it. */
export type Pair = { survivorId: string; loserId: string };
/** One act of merging, or of undoing it, with the event of the log under which its changes stand. */
export type Merge = Pair & { id: string; eventId: string };

/**
 * How the records of one kind follow a customer into another (CUS-10). A domain whose tables refer to customers joins the
 * registry (followers.ts) with one of these; a foreign key that nobody answers for fails a test.
 */
export type MergeFollower = {
  /** In the texts: `merges.follows.<name>`, and in the kept rows. */
  name: string;
  /** The foreign keys to customers that it answers for. */
  keys: readonly AnyPgColumn[];
  /** Reasons against merging these two, as sentences (D-32): a wallet that is not zero, an open order, a running approval. */
  judge?: (ctx: StaffContext, pair: Pair) => Promise<Sentence[]>;
  /** How many records would move. */
  count?: (ctx: StaffContext, pair: Pair) => Promise<number>;
  /** Moves them, and keeps in `customer_merge_rows` what they were. Both customers are held and living. */
  move?: (ctx: StaffContext, merge: Merge, take: readonly Takeable[]) => Promise<void>;
  /** Moves back what has not changed hands since; returns how many records stay where they are. Both are living again. */
  moveBack?: (ctx: StaffContext, merge: Merge) => Promise<number>;
  /** How many records would stay where they are. */
  countKept?: (ctx: StaffContext, merge: Omit<Merge, "eventId">) => Promise<number>;
};
