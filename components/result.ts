/** What a server action answers; messages arrive translated. Structurally the `Result` of the actions themselves. */
export type ActionResult<T = unknown> = { ok: true; data: T } | ActionRefusal;

export type ActionRefusal = {
  ok: false;
  code: "invalid" | "forbidden" | "not_found" | "conflict" | "stale" | "unexpected" | "signed_out";
  message: string;
  /** Messages for single fields, by their path. */
  fields?: Record<string, string>;
  /** For `stale`: what somebody else saved in the meantime. */
  theirs?: { at: string; by: string; version: number; values: Record<string, unknown> };
};
