import {
  type Customer,
  type CustomerType,
  departments,
  type Department,
  type Person,
  type Place,
  TODAY,
  types,
} from "./scope-world";

/**
 * Who may do what with which record, written a second time from the specification (D-02, D-03, SCP-01…04, CUS-09) and on
 * purpose naively: plain questions about plain facts, no SQL, nothing of `lib/`. The scope matrix compares it with the
 * application's own answer in every cell.
 */
type Question = { who: Person; permission: string; customer: Customer };

/** Of each entity whose rows have an owner: may `who` do this with the row of that customer? */
export const model: Record<string, (question: Question) => boolean> = {
  customer: (question) => living(question) && reached(question, true) && inCategory(question),
  contact: (question) => living(question) && reached(question, true) && inCategory(question),
  // Whoever sees the customer sees its files, and whoever may edit it adds and removes them (ATT-01).
  attachment: (question) => {
    const permission = question.permission.endsWith(".view") ? question.permission : "customers.edit";
    return model.customer!({ ...question, permission });
  },
  // A share opens the customer and its contacts, and nothing else of it (D-03).
  customer_billing: (question) => living(question) && reached(question, false) && inCategory(question),
  share: (question) => living(question) && reached(question, false) && inCategory(question),
  // The recycle bin shows what one deleted oneself, and what one could have deleted (CUS-09).
  deletion: (question) => {
    const { who, customer } = question;
    if (!customer.deletedBy || !inCategory(question)) return false;
    return reached(question, false) || (granted(question) && customer.deletedBy === who);
  },
};

/** An import is nobody's but its starter's, and those who read the log. */
export const mayImport = (who: Person, permission: string, starter: Person): boolean =>
  who.grants.has(permission) && (who === starter || who.grants.has("audit.view"));

const granted = ({ who, permission }: Question) => who.grants.has(permission);
const living = ({ customer }: Question) => !customer.deletedBy;

/** The grant's reach, or the own rule (D-01, D-02). */
function reached(question: Question, byShare: boolean): boolean {
  const { who, permission, customer } = question;
  if (!granted(question)) return false;
  if (who.grants.get(permission) === "all") return true;
  const ownerPlace = customer.ownerIs?.place ?? customer.owner;
  const isPrivate = ownerPlace !== undefined;
  const home = isPrivate ? ownerPlace.main : customer.department;
  return (
    customer.ownerIs === who || // (1) I own it
    (home !== undefined && leads(who.place, home)) || // (2) I lead the place it belongs to, or one above
    (!isPrivate && postsOf(who.place).includes(customer.department!)) || // (3) it is public and of a department of mine
    (byShare && permission.endsWith(".view") && sharedWith(who, customer)) || // (4) it is shared with me: to look at
    (home !== undefined && opened(who.place, home)) // (5) a management-level grant opens the place it belongs to
  );
}

const postsOf = ({ main, parts = [] }: Place) => (main ? [main, ...parts] : parts);

/** The department and all above it, from below. */
function upwards(department: Department): Department[] {
  const above: Department | undefined = departments[department];
  return above ? [department, ...upwards(above)] : [department];
}

const leads = ({ leads: led = [] }: Place, home: Department) => upwards(home).some((one) => led.includes(one));

const opened = ({ opened: grants = [] }: Place, home: Department) =>
  grants.some(({ institution, department, below }) => {
    const named = institution ?? department;
    return below ? upwards(home).includes(named!) : home === named;
  });

const sharedWith = (who: Person, customer: Customer) =>
  (customer.shares ?? []).some(
    (share) =>
      !share.ended &&
      (share.until ?? TODAY) >= TODAY &&
      (share.with === who || (share.department !== undefined && postsOf(who.place).includes(share.department))),
  );

/** Category limits narrow everything, what is one's own included; a limit to a type opens the types below it (SCP-02). */
function inCategory({ who: { place }, customer: { type } }: Question): boolean {
  const within = (limits: readonly CustomerType[] | undefined) =>
    !limits || (type !== undefined && lineage(type).some((one) => limits.includes(one)));
  return within(place.types) && within(place.roleTypes);
}

function lineage(type: CustomerType): CustomerType[] {
  const above: CustomerType | undefined = types[type];
  return above ? [type, ...lineage(above)] : [type];
}
