import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test } from "vitest";
import type { Db } from "@/db/client";
import { auditEvents, settings } from "@/db/schema";
import { can } from "@/lib/core/context";
import { validate } from "@/lib/core/validate";
import { saveSettings } from "@/lib/settings/commands";
import { optionalModules } from "@/lib/settings/modules";
import { findSettings } from "@/lib/settings/queries";
import { settingsInput } from "@/lib/settings/schema";
import { testDatabase } from "../support/database";
import { actAs, contextOf, makeUser } from "../support/people";

let db: Db;
let admin: { id: string };
beforeAll(async () => {
  db = await testDatabase();
  admin = await makeUser(db, { administrator: true });
});
const typed = {
  companyName: " 远航物联 ",
  companyTaxNumber: "",
  companyAddress: null,
  timeZone: "Europe/Warsaw",
  currency: "PLN",
  modulesOff: ["audit", "audit"],
  importMaxRows: "5000",
  importMaxMegabytes: "8",
  attachmentMaxMegabytes: "5",
  attachmentTotalMegabytes: "500",
  attachmentTypes: ["image", "pdf", "pdf"],
  binDays: "30",
  importUndoDays: "14",
  mergeUndoDays: "30",
  version: 1,
};
const save = (change: object = {}) =>
  actAs(admin.id, (ctx) => saveSettings(ctx, validate(settingsInput, { ...typed, ...change })));
beforeEach(async () => {
  await db
    .update(settings)
    .set({ companyName: "客户 Kehu", timeZone: "Asia/Shanghai", currency: "CNY", modulesOff: [], version: 1 });
});

test("saved settings are in force for the next request and stand in the log", async () => {
  await expect(save()).resolves.toEqual({ version: 2 });
  const ctx = await contextOf(admin.id, new Date("2026-03-02T23:30:00Z"));
  expect(ctx.installation).toMatchObject({
    companyName: "远航物联",
    currency: "PLN",
    importMaxRows: 5000,
    importMaxBytes: 8 * 1024 ** 2,
  });
  expect(ctx.today).toBe("2026-03-03"); // in Warsaw
  expect(can(ctx, "audit.view")).toBe(false);
  const [event] = await db.select().from(auditEvents).where(eq(auditEvents.event, "settings.changed"));
  expect(event?.details).toMatchObject({
    of: "settings",
    changes: { timeZone: ["Asia/Shanghai", "Europe/Warsaw"], modulesOff: [[], ["audit"]] },
  });
});

test("what everybody needs to switch things on again can never be switched off", async () => {
  expect(optionalModules).not.toEqual(expect.arrayContaining(["users"]));
  for (const name of ["organisation", "users", "roles", "settings", "fields", "nonsense"])
    expect(() => validate(settingsInput, { ...typed, modulesOff: [name] })).toThrow("errors.invalid");
});

test("an unknown zone, an unknown currency and a limit of nothing are refused at their fields", () => {
  const bad = {
    ...typed,
    companyName: " ",
    timeZone: "Mars/Base",
    currency: "XXX",
    importMaxRows: "0",
    importMaxMegabytes: "1e9",
  };
  const refused = (key: string, values = {}) => ({ key, values });
  const fields = {
    companyName: refused("errors.required"),
    timeZone: refused("settings.error.time_zone"),
    currency: refused("errors.choice"),
    importMaxRows: refused("errors.too_small", { minimum: 1 }),
    importMaxMegabytes: refused("errors.too_big", { maximum: 100 }),
  };
  expect(() => validate(settingsInput, bad)).toThrow(expect.objectContaining({ fields }));
});

test("a save that was begun on an older version is refused with what stands there now", async () => {
  await save();
  await expect(save({ companyName: "别的" })).rejects.toMatchObject({
    code: "stale",
    theirs: { values: { companyName: "远航物联" } },
  });
  expect(await findSettings(await contextOf(admin.id))).toMatchObject({
    companyName: "远航物联",
    importMaxMegabytes: 8,
  });
});
