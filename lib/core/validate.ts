import "server-only";
import type { z } from "zod";
import { reject, type Sentence } from "./errors";

/** Parses what came from outside; problems stand at their fields as sentences. Prototype keys never get past a schema. */
export function validate<I extends z.ZodType>(schema: I, raw: unknown): z.output<I> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const fields: Record<string, Sentence> = {};
  for (const issue of parsed.error.issues) fields[issue.path.join(".")] ??= sentenceOf(issue);
  return reject(fields);
}

/** The sentence of a zod issue: our own schemas name a message key; the library's English never reaches a page. */
export function sentenceOf(issue: z.core.$ZodIssue): Sentence {
  const [key = "", values] = issue.message.split("?", 2);
  if (/^[a-z_]+(\.[a-zA-Z_]+)+$/.test(key)) return { key, values: Object.fromEntries(new URLSearchParams(values)) };
  switch (issue.code) {
    case "too_big":
      return { key: issue.origin === "string" ? "errors.too_long" : "errors.too_big", values: limits(issue) };
    case "too_small":
      return { key: issue.origin === "string" ? "errors.required" : "errors.too_small", values: limits(issue) };
    default:
      return { key: "errors.unreadable" };
  }
}

function limits(issue: z.core.$ZodIssue): Record<string, number> {
  if (issue.code === "too_big") return { maximum: Number(issue.maximum) };
  if (issue.code === "too_small") return { minimum: Number(issue.minimum) };
  return {};
}
