import "server-only";
import { getTranslations } from "next-intl/server";
import type { Result } from "./answer";
import { constraintText } from "./entity";
import { DomainError, type Sentence } from "./errors";
import { log } from "./log";
import { databaseError } from "./transaction";

type Refused = Extract<Result<never>, { ok: false }>;

/** Turns whatever a door threw into an answer in the reader's language. Bugs are logged and told without details. */
export async function refusal(error: unknown): Promise<Refused> {
  const say = await speaker();
  if (error === "signed_out") return { ok: false, code: "signed_out", message: say({ key: "errors.signed_out" }) };
  const told = error instanceof DomainError ? error : fromDatabase(error);
  if (!told) {
    log.error({ err: error }, "unexpected failure");
    return { ok: false, code: "unexpected", message: say({ key: "errors.unexpected" }) };
  }
  const fields = told.fields && Object.fromEntries(Object.entries(told.fields).map(([name, s]) => [name, say(s)]));
  const theirs = told.theirs && { ...told.theirs, at: told.theirs.at.toISOString() };
  return { ok: false, code: told.code, message: say(told.sentence), fields, theirs };
}

/** A refusal by the database in the words that the entity declared for the constraint: the constraint decides, not a look before. */
export function fromDatabase(error: unknown): DomainError | undefined {
  const constraint = databaseError(error)?.constraint;
  const text = constraint ? constraintText(constraint) : undefined;
  if (!text) return undefined;
  return new DomainError("conflict", { key: text.key }, text.field ? { [text.field]: { key: text.key } } : undefined);
}

/** Speaks sentences in the language of the current request. */
export async function speaker(): Promise<(sentence: Sentence) => string> {
  const translate = await getTranslations();
  return ({ key, values }) => translate(key as never, values as never);
}
