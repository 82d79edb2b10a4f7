import { sql } from "drizzle-orm";
import { bigint, boolean, char, check, integer, pgTable, text } from "drizzle-orm/pg-core";
import type { AttachmentType } from "../enums";
import { timestamps, version } from "./columns";

/** One row: the company's head (D-51), its clock and currency (D-20), what is switched on (D-52), limits (D-35). */
export const settings = pgTable(
  "settings",
  {
    only: boolean().primaryKey().default(true),
    companyName: text().notNull(),
    companyTaxNumber: text(),
    companyAddress: text(),
    timeZone: text().notNull(),
    currency: char({ length: 3 }).notNull(),
    /** Modules that are switched off for the whole installation. */
    modulesOff: text()
      .array()
      .notNull()
      .default(sql`'{}'`),
    importMaxRows: integer().notNull().default(100_000),
    importMaxBytes: bigint({ mode: "number" })
      .notNull()
      .default(20 * 1024 * 1024),
    /** Days after which what lies in the recycle bin is removed for good (CUS-09). */
    binDays: integer().notNull().default(60),
    /** Days for which an import can be undone (IMP-05). */
    importUndoDays: integer().notNull().default(30),
    /** Days for which a merge of customers can be undone (F16). */
    mergeUndoDays: integer().notNull().default(30),
    /** Attachments (ATT-01): the largest file, all files together, and what they may be. */
    attachmentMaxBytes: bigint({ mode: "number" })
      .notNull()
      .default(20 * 1024 * 1024),
    attachmentTotalBytes: bigint({ mode: "number" })
      .notNull()
      .default(10 * 1024 * 1024 * 1024),
    attachmentTypes: text()
      .array()
      .$type<AttachmentType[]>()
      .notNull()
      .default(sql`'{pdf,word,excel,powerpoint,image,text,zip}'`),
    version: version(),
    ...timestamps,
  },
  (t) => [
    check("settings_one_row", sql`${t.only}`),
    check("settings_bin_days", sql`${t.binDays} between 1 and 3650`),
    check("settings_import_undo_days", sql`${t.importUndoDays} between 1 and 365`),
    check("settings_merge_undo_days", sql`${t.mergeUndoDays} between 1 and 365`),
  ],
);
