/**
 * What can be taken from the one or the other customer when two are merged (CUS-10), and the columns that go together: a
 * region is one thing however it is written, and so is whose a customer is. The number is always the survivor's.
 */
export const mergeFields = {
  name: ["name"],
  shortName: ["shortName"],
  kind: ["kind"],
  registrationNumber: ["registrationNumber"],
  parentId: ["parentId"],
  typeId: ["typeId"],
  industryId: ["industryId"],
  levelId: ["levelId"],
  sourceId: ["sourceId"],
  creditRatingId: ["creditRatingId"],
  phone: ["phone"],
  fax: ["fax"],
  email: ["email"],
  website: ["website"],
  domain: ["domain"],
  microsoftId: ["microsoftId"],
  regionId: ["regionId", "country", "province", "city"],
  address: ["address"],
  postcode: ["postcode"],
  ownership: ["ownership", "ownerId", "departmentId"],
  notes: ["notes"],
} as const;
export type RecordField = keyof typeof mergeFields;
export const recordFields = Object.keys(mergeFields) as RecordField[];
export type MergedColumn = (typeof mergeFields)[RecordField][number];

/** Billing information is taken as a whole: a bank of the one with an account of the other would be nobody's. */
export const takeable = [...recordFields, "billing"] as const;
export type Takeable = (typeof takeable)[number];

/** Shown and chosen only by those who may see contact data. */
export const contactDataFields: readonly RecordField[] = ["phone", "fax", "email"];

type Values = Partial<Record<MergedColumn, unknown>>;
const isFilled = (value: unknown) => value !== null && value !== undefined;

/** Whether nothing stands in a field. */
export const isEmpty = (field: RecordField, values: Values) =>
  !mergeFields[field].some((column) => isFilled(values[column]));
/** Whether a field says the same in both. */
export const isSame = (field: RecordField, one: Values, other: Values) =>
  mergeFields[field].every((column) => (one[column] ?? null) === (other[column] ?? null));
