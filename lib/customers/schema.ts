import { z } from "zod";
import { currencies, customerKinds, ownerships } from "@/db/enums";
import {
  code,
  domain,
  email,
  notes,
  optionalChoice,
  optionalId,
  optionalText,
  phone,
  requiredChoice,
  requiredId,
  requiredText,
  seenVersion,
  website,
} from "@/lib/core/fields";
import { isRegistrationNumber } from "./registration-number";

const registrationNumber = optionalText(30)
  .transform((value) => value?.normalize("NFKC").toUpperCase() ?? value)
  .refine((value) => !value || isRegistrationNumber(value), { error: "customers.error.registration_number" });

/** The fields of a customer (CUS-01). Only name and kind are required (D-40). */
const record = {
  name: requiredText(100),
  shortName: optionalText(40),
  kind: requiredChoice(customerKinds),
  typeId: optionalId(),
  industryId: optionalId(),
  sourceId: optionalId(),
  levelId: optionalId(),
  creditRatingId: optionalId(),
  registrationNumber,
  domain: domain(),
  microsoftId: optionalId(),
  phone: phone(),
  fax: phone(),
  email: email(),
  website: website(),
  regionId: optionalId(),
  country: optionalText(60),
  province: optionalText(60),
  city: optionalText(60),
  address: optionalText(200),
  postcode: optionalText(20),
  parentId: optionalId(),
  ownership: requiredChoice(ownerships),
  ownerId: optionalId(),
  departmentId: optionalId(),
  notes: notes(2000),
};

/** A region is either one of the dictionary or written out, never both. */
const oneRegion = { error: "customers.error.region_twice", path: ["regionId"] };
const hasOneRegion = (input: {
  regionId?: string | null;
  country?: string | null;
  province?: string | null;
  city?: string | null;
}) => !input.regionId || (!input.country && !input.province && !input.city);

/** The first contact, filed together with a new customer: nothing but a name is needed. */
const firstContact = z.strictObject({
  name: optionalText(60),
  position: optionalText(60),
  mobile: phone(),
  email: email(),
});

export const newCustomer = z
  .strictObject({ ...record, number: code(), contact: firstContact.optional() })
  .refine(hasOneRegion, oneRegion);
export type NewCustomer = z.output<typeof newCustomer>;

export const customerEdit = z
  .strictObject({ ...record, id: requiredId(), version: seenVersion(), number: code() })
  .refine(hasOneRegion, oneRegion);
export type CustomerEdit = z.output<typeof customerEdit>;

/** 开票与结算 (CUS-07). */
export const billingEdit = z.strictObject({
  id: requiredId(),
  /** 0: nothing was filed yet. */
  version: z.number().int().min(0),
  invoiceTitle: optionalText(100),
  taxNumber: optionalText(30),
  bank: optionalText(100),
  accountNumber: optionalText(40).refine((value) => !value || /^[0-9A-Z -]{5,40}$/i.test(value), {
    error: "customers.error.account_number",
  }),
  invoiceAddress: optionalText(200),
  invoicePhone: phone(),
  paymentTermDays: z.preprocess(
    (value) => (value === "" ? null : value),
    z.coerce
      .number({ error: "errors.number" })
      .int({ error: "errors.number" })
      .min(0, { error: "errors.too_small" })
      .max(180, { error: "errors.too_big" })
      .nullish(),
  ),
  currency: optionalChoice(currencies),
  billingContact: optionalText(60),
  statementEmail: email(),
});
export type BillingEdit = z.output<typeof billingEdit>;

/** What somebody has typed so far, to be looked for among the customers (CUS-10): texts as they stand, checked by nobody yet. */
export const duplicateAsk = z.object({
  id: z.uuid().optional(),
  name: z.string().max(200).optional(),
  registrationNumber: z.string().max(60).optional(),
  phone: z.string().max(60).optional(),
  domain: z.string().max(300).optional(),
});
export type DuplicateAsk = z.output<typeof duplicateAsk>;
