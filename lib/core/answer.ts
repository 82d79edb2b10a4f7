import type { ErrorCode } from "./errors";

/** What the form shows of somebody else's save. */
export type TheirsView = { version: number; at: string; by: string; values: Record<string, unknown> };

/** What an action answers: named fields or a sentence in the reader's language. */
export type Result<T> =
  | { ok: true; data: T }
  | {
      ok: false;
      code: ErrorCode | "unexpected" | "signed_out";
      message: string;
      fields?: Record<string, string>;
      theirs?: TheirsView;
    };
