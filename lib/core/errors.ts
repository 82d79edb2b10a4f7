export type ErrorCode = "not_found" | "forbidden" | "conflict" | "invalid" | "stale";
export type Values = Record<string, string | number>;
/** A sentence that is still a message key: spoken in the reader's language where it reaches them. */
export type Sentence = { key: string; values?: Values };

/** What somebody else saved meanwhile (FRM-01): the form shows both versions and loses nothing. */
export type Theirs = { version: number; at: Date; by: string; values: Record<string, unknown> };

/** A failure that the user can understand and act on. Anything else thrown is a bug. */
export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly sentence: Sentence,
    readonly fields?: Record<string, Sentence>,
    readonly theirs?: Theirs,
  ) {
    super(sentence.key);
    this.name = "DomainError";
  }
}

/** Says that there is no such record: for one that is unseen exactly as for one that is absent (D-05). */
export function missing(): never {
  throw new DomainError("not_found", { key: "errors.not_found" });
}
export function forbid(): never {
  throw new DomainError("forbidden", { key: "errors.forbidden" });
}
/** Refuses an act in a sentence with its reason and, where there is one, the field to mend. */
export function refuse(key: string, values?: Values, field?: string): never {
  throw new DomainError("conflict", { key, values }, field ? { [field]: { key, values } } : undefined);
}
/** Refuses input at its fields. */
export function reject(fields: Record<string, Sentence>): never {
  throw new DomainError("invalid", { key: "errors.invalid" }, fields);
}
export function stale(theirs: Theirs): never {
  throw new DomainError("stale", { key: "errors.stale", values: { by: theirs.by } }, undefined, theirs);
}
