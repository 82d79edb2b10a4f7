import type { z } from "zod";
import type { Sentence } from "./errors";

/** The sentence of a zod issue: our own schemas name a message key; the library's English never reaches a page. */
export function sentenceOf(issue: z.core.$ZodIssue): Sentence {
  if (/^[a-z_]+(\.[a-z_]+)+$/.test(issue.message)) {
    const params = "params" in issue ? (issue.params as Sentence["values"]) : undefined;
    return { key: issue.message, values: { ...limits(issue), ...params } };
  }
  if (issue.code === "too_big")
    return { key: issue.origin === "string" ? "errors.too_long" : "errors.too_big", values: limits(issue) };
  if (issue.code === "too_small")
    return { key: issue.origin === "string" ? "errors.required" : "errors.too_small", values: limits(issue) };
  return { key: "errors.unreadable" };
}

function limits(issue: z.core.$ZodIssue): Record<string, number> {
  if (issue.code === "too_big") return { maximum: Number(issue.maximum) };
  if (issue.code === "too_small") return { minimum: Number(issue.minimum) };
  return {};
}
