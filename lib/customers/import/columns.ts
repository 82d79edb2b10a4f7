/** How the fields of the customers' sheet stand in the database. Pure. */

/** Columns of `customers` that an import compares and writes one by one, with the field of the sheet that fills each. */
export const customerColumns = {
  number: "number",
  name: "name",
  short_name: "shortName",
  kind: "kind",
  type_id: "type",
  industry_id: "industry",
  source_id: "source",
  level_id: "level",
  credit_rating_id: "creditRating",
  registration_number: "registrationNumber",
  domain: "domain",
  microsoft_id: "microsoftId",
  phone: "phone",
  fax: "fax",
  email: "email",
  website: "website",
  address: "address",
  postcode: "postcode",
  parent_id: "parent",
  ownership: "ownership",
  owner_id: "owner",
  department_id: "department",
  notes: "notes",
} as const;

/** A region is one value in four columns: an entry of the dictionary, or the three texts as written (D-40). */
export const regionColumns = ["region_id", "country", "province", "city"] as const;

/** Fields whose text names an entry of a dictionary. */
export const dictionaryFields = {
  type: "customer_type",
  industry: "industry",
  source: "source",
  level: "level",
  creditRating: "credit_rating",
} as const;

/** Fields that only somebody with the field right for contact data may import: who may not see them does not overwrite them. */
export const contactDataFields: readonly string[] = [
  "phone",
  "fax",
  "email",
  "contact.mobile",
  "contact.phone",
  "contact.email",
  "contact.wechat",
  "contact.qq",
];

/** What ties two rows to one customer; a row whose key cannot be read is judged by itself. */
export const keyFields: readonly string[] = ["number", "name", "registrationNumber"];

export const isContactField = (field: string) => field.startsWith("contact.");
