import { z } from "zod";
import type { PlainDate } from "@/db/scalars";
import { plainDate } from "./dates";

/**
 * The building blocks of every input schema: pure, shared by form, action and import. Messages are message keys. Texts are
 * trimmed and NFC; control characters and lone surrogates never get through; empty means absent (null).
 */
// eslint-disable-next-line no-control-regex -- control characters are exactly what is refused
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFFFD]|[\u202A-\u202E\u2066-\u2069]/;
const LONE_SURROGATE = /\p{Surrogate}/u;
const LINE_BREAK = /[\n\r\t]/;

const clean = (multiline: boolean) =>
  z
    .string({ error: "errors.unreadable" })
    .transform((value) => value.normalize("NFC").trim())
    .refine((value) => !LONE_SURROGATE.test(value) && !CONTROL.test(value) && (multiline || !LINE_BREAK.test(value)), {
      error: "errors.control_characters",
    });

const withLimit = (maximum: number, multiline: boolean) =>
  clean(multiline).refine((value) => [...value].length <= maximum, { error: "errors.too_long", params: { maximum } });

/** A text that must be there. */
export const requiredText = (maximum: number) =>
  withLimit(maximum, false).refine((value) => value.length > 0, { error: "errors.required" });

const orNull = (value: string) => (value === "" ? null : value);
const optional = <T>(schema: z.ZodType<T, string>) => z.union([z.null(), schema]).optional();

/** A text that may be empty. */
export const optionalText = (maximum: number) => optional(withLimit(maximum, false).transform(orNull));
/** The same with line breaks: notes. */
export const notes = (maximum: number) => optional(withLimit(maximum, true).transform(orNull));

const shaped = (maximum: number, pattern: RegExp, error: string) =>
  withLimit(maximum, false)
    .transform(orNull)
    .refine((value) => value === null || pattern.test(value), { error });

/** D-40: digits, space and + ( ) . - / x. */
export const PHONE = /^[0-9 +().\-/x]{5,30}$/;
export const EMAIL = /^[^\s@<>"',;:()[\]\\]{1,64}@[^\s@.<>"',;:()[\]\\]+(\.[^\s@.<>"',;:()[\]\\]+)+$/;
export const DOMAIN = /^(?=.{4,253}$)([\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}]{2,63}$/u;
export const WEBSITE = /^(https?:\/\/)?[^\s/@]+\.[^\s/@]+(\/\S*)?$/i;
export const CODE = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,49}$/;

export const phone = () => optional(shaped(30, PHONE, "errors.phone"));
export const email = () => optional(shaped(254, EMAIL, "errors.email"));
export const website = () => optional(shaped(255, WEBSITE, "errors.website"));
export const domain = () =>
  optional(shaped(253, DOMAIN, "errors.domain").transform((value) => value?.toLowerCase() ?? null));
/** A number or code that people type: NFKC, so that full-width digits are digits. */
export const code = () =>
  optional(
    z.preprocess(
      (value) => (typeof value === "string" ? value.normalize("NFKC") : value),
      shaped(50, CODE, "errors.code"),
    ) as z.ZodType<string | null, string>,
  );

/** A choice of a closed list that may be left open: a select sends "" for nothing. */
export const optionalChoice = <const V extends string>(values: readonly V[]) =>
  z.preprocess(
    (value) => (value === "" ? null : value),
    z.enum(values as readonly [V, ...V[]], { error: "errors.choice" }).nullish(),
  );
export const requiredChoice = <const V extends string>(values: readonly V[]) =>
  z.enum(values as readonly [V, ...V[]], { error: "errors.choice" });

/** The id of a record that must be chosen, or may be. */
export const requiredId = () => z.uuid({ error: "errors.required" });
export const optionalId = () =>
  z.preprocess((value) => (value === "" ? null : value), z.uuid({ error: "errors.unreadable" }).nullish());

/** A calendar date that may be empty. */
export const optionalDate = () =>
  z.preprocess(
    (value) => (value === "" ? null : value),
    z
      .string()
      .refine((text) => plainDate(text) !== undefined, { error: "errors.date" })
      .transform((text) => text as PlainDate)
      .nullish(),
  );

/** The version that the person saw when they began to edit (FRM-01). */
export const seenVersion = () => z.number().int().min(1);
