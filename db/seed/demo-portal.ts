import type { portalUsers, userCredentials, users } from "../schema";
import type { Author } from "./demo-history";
import type { ContactRow, CustomerRow } from "./demo-world";
import type { Random } from "./random";

/** The demo users of the customer portal; both belong to one company with others below it. */
export const portalLogins = ["portal", "portal-member"] as const;

type Rows = {
  users: (typeof users.$inferInsert)[];
  portalUsers: (typeof portalUsers.$inferInsert)[];
  credentials: (typeof userCredentials.$inferInsert)[];
};

/** Accounts of two contacts of the company with the most companies below it, whom their salesperson invited. */
export function demoPortal(
  random: Random,
  now: Date,
  { customers, contacts }: { customers: readonly CustomerRow[]; contacts: readonly ContactRow[] },
  passwordHash: string,
  by: Author,
): Rows {
  const below = (id: string): number =>
    customers.filter(({ parentId }) => parentId === id).reduce((sum, child) => sum + 1 + below(child.id), 0);
  const peopleOf = (id: string) =>
    contacts.filter(({ customerId }) => customerId === id).toSorted((a, b) => Number(!a.email) - Number(!b.email));
  const [company] = customers
    .filter(({ id, parentId }) => !parentId && peopleOf(id).length >= portalLogins.length)
    .toSorted((a, b) => below(b.id) - below(a.id));
  if (!company) throw new Error("The demo company has no customer with two contacts.");
  const stamps = { createdAt: now, updatedAt: now };
  const people = portalLogins.map((login, at) => ({ id: random.id(now), login, contact: peopleOf(company.id)[at]! }));
  return {
    users: people.map(({ id, login, contact: { name, email } }) => ({
      id,
      audience: "portal",
      login,
      name,
      email,
      ...stamps,
    })),
    portalUsers: people.map(({ id, contact }) => ({
      ...{ id, customerId: company.id, contactId: contact.id, invitedAt: now, invitedBy: by.id },
      ...stamps,
    })),
    credentials: people.map(({ id }) => ({ userId: id, passwordHash, changedAt: now })),
  };
}
