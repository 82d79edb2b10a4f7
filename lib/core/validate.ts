import "server-only";
import type { z } from "zod";
import { reject, type Sentence } from "./errors";
import { sentenceOf } from "./sentence";

/** Parses what came from outside; problems stand at their fields as sentences. Prototype keys never get past a schema. */
export function validate<I extends z.ZodType>(schema: I, raw: unknown): z.output<I> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const fields: Record<string, Sentence> = {};
  for (const issue of parsed.error.issues) fields[issue.path.join(".")] ??= sentenceOf(issue);
  return reject(fields);
}
