"use server";

import { action } from "@/lib/core/action";
import { saveNumberRule } from "./commands";
import { numberRuleInput } from "./schema";

export const saveNumberRuleAction = action("settings.edit", numberRuleInput, saveNumberRule, {
  example: () => ({ kind: "customer", prefix: "C", datePart: "year", digits: 5, version: 1 }),
});
