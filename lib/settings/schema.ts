import { z } from "zod";
import { attachmentTypes, currencies } from "@/db/enums";
import { optionalText, requiredChoice, requiredText, seenVersion } from "@/lib/core/fields";
import { optionalModules } from "./modules";

export const MEGABYTE = 1024 * 1024;
/** What reading and staging a file was built for: more than this an import may not be allowed. */
export const MOST_IMPORT_ROWS = 500_000;
export const MOST_IMPORT_MEGABYTES = 100;
export const MOST_ATTACHMENT_MEGABYTES = 200;
/** A terabyte. */
export const MOST_TOTAL_MEGABYTES = 1_048_576;
export const MOST_BIN_DAYS = 3650;
/** Later nobody remembers what a file brought. */
export const MOST_UNDO_DAYS = 365;
export const MOST_MERGE_UNDO_DAYS = 365;

/** The zones that this server knows, with UTC, which the list of the standard leaves out. */
export const timeZones: readonly string[] = [
  "UTC",
  ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC"),
];

const optional = (maximum: number) => optionalText(maximum).transform((text) => text ?? null);
const count = (most: number) =>
  z.preprocess(
    (value) => (typeof value === "string" && value.trim() !== "" ? Number(value) : value),
    z
      .number({ error: "errors.number" })
      .refine(Number.isInteger, "errors.number")
      .min(1, "errors.too_small")
      .max(most, "errors.too_big"),
  );

export const settingsInput = z.strictObject({
  companyName: requiredText(100),
  companyTaxNumber: optional(30),
  companyAddress: optional(200),
  timeZone: z.string().refine((zone) => timeZones.includes(zone), "settings.error.time_zone"),
  currency: requiredChoice(currencies),
  modulesOff: z.array(z.enum(optionalModules)).transform((modules) => [...new Set(modules)].toSorted()),
  importMaxRows: count(MOST_IMPORT_ROWS),
  importMaxMegabytes: count(MOST_IMPORT_MEGABYTES),
  attachmentMaxMegabytes: count(MOST_ATTACHMENT_MEGABYTES),
  attachmentTotalMegabytes: count(MOST_TOTAL_MEGABYTES),
  attachmentTypes: z
    .array(z.enum(attachmentTypes))
    .transform((types) => attachmentTypes.filter((type) => types.includes(type))),
  binDays: count(MOST_BIN_DAYS),
  importUndoDays: count(MOST_UNDO_DAYS),
  mergeUndoDays: count(MOST_MERGE_UNDO_DAYS),
  version: seenVersion(),
});
export type SettingsInput = z.output<typeof settingsInput>;
