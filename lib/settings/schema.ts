import { z } from "zod";
import { currencies } from "@/db/enums";
import { optionalModules } from "./modules";

export const MEGABYTE = 1024 * 1024;
/** What reading and staging a file was built for: more than this an import may not be allowed. */
export const MOST_IMPORT_ROWS = 500_000;
export const MOST_IMPORT_MEGABYTES = 100;

/** The zones that this server knows, with UTC, which the list of the standard leaves out. */
export const timeZones: readonly string[] = ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];

const optional = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .nullable()
    .transform((text) => text || null);
const count = (most: number) =>
  z.coerce
    .number("errors.unreadable")
    .int("errors.unreadable")
    .min(1)
    .max(most);

export const settingsInput = z.strictObject({
  companyName: z.string().trim().min(1).max(100),
  companyTaxNumber: optional(30),
  companyAddress: optional(200),
  timeZone: z.string().refine((zone) => timeZones.includes(zone), "settings.error.time_zone"),
  currency: z.enum(currencies),
  modulesOff: z.array(z.enum(optionalModules)).transform((modules) => [...new Set(modules)].sort()),
  importMaxRows: count(MOST_IMPORT_ROWS),
  importMaxMegabytes: count(MOST_IMPORT_MEGABYTES),
  version: z.number().int(),
});
export type SettingsInput = z.output<typeof settingsInput>;
