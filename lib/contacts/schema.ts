import { z } from "zod";
import { decisionRoles, salutations } from "@/db/enums";
import {
  email,
  notes,
  optionalChoice,
  optionalDate,
  optionalText,
  phone,
  requiredId,
  requiredText,
  seenVersion,
} from "@/lib/core/fields";

/** The fields of a contact (CON-01). */
const record = {
  name: requiredText(60),
  salutation: optionalChoice(salutations),
  department: optionalText(60),
  position: optionalText(60),
  mobile: phone(),
  phone: phone(),
  otherPhone: phone(),
  email: email(),
  wechat: optionalText(60),
  qq: optionalText(20),
  birthday: optionalDate(),
  decisionRole: optionalChoice(decisionRoles),
  isPrimary: z.boolean().optional(),
  notes: notes(1000),
};

export const newContact = z.strictObject({ ...record, customerId: requiredId() });
export type NewContact = z.output<typeof newContact>;

export const contactEdit = z.strictObject({ ...record, id: requiredId(), version: seenVersion() });
export type ContactEdit = z.output<typeof contactEdit>;

export const contactRemoval = z.strictObject({ id: requiredId(), version: seenVersion() });
export type ContactRemoval = z.output<typeof contactRemoval>;

/** 关联已有联系人 (CON-02): the contact `id` becomes one of another customer too; department and position are those held there. */
export const contactLink = z.strictObject({
  id: requiredId(),
  customerId: requiredId(),
  department: record.department,
  position: record.position,
  decisionRole: record.decisionRole,
});
export type ContactLink = z.output<typeof contactLink>;
