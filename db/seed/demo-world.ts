import type { contacts, customerBilling, customers } from "../schema";
import type { Author } from "./demo-history";
import type { Random } from "./random";

export type CustomerRow = typeof customers.$inferInsert & { id: string };
export type ContactRow = typeof contacts.$inferInsert & { id: string };
export type BillingRow = typeof customerBilling.$inferInsert;
export type Records = { customers: CustomerRow[]; contacts: ContactRow[]; billing: BillingRow[] };

/** What the rows of a customer are made with: the ids behind names, and who is called what. */
export type World = {
  random: Random;
  now: Date;
  /** The entry of a dictionary by "kind:name"; a region as "region:province/city". */
  entry: (name: string | null) => string | null;
  department: (name: string | null) => string | null;
  person: (login: string) => Author;
  number: (at: Date) => string;
};
