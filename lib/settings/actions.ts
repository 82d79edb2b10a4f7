"use server";

import { action } from "@/lib/core/action";
import { saveSettings } from "./commands";
import { settingsInput } from "./schema";

export const saveSettingsAction = action("settings.edit", settingsInput, saveSettings, {
  example: () => ({
    companyName: "客户 Kehu",
    companyTaxNumber: null,
    companyAddress: null,
    timeZone: "Asia/Shanghai",
    currency: "CNY",
    modulesOff: [],
    importMaxRows: 100_000,
    importMaxMegabytes: 20,
    attachmentMaxMegabytes: 20,
    attachmentTotalMegabytes: 10_240,
    attachmentTypes: ["pdf", "image"],
    binDays: 60,
    importUndoDays: 30,
    mergeUndoDays: 30,
    version: 1,
  }),
});
