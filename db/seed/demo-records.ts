import { billingRow, contactRows } from "./demo-contacts";
import type { DraftCustomer } from "./demo-customers";
import { type History, officeHour } from "./demo-history";
import { sellers } from "./demo-organisation";
import { tell } from "./demo-told";
import type { CustomerRow, Records, World } from "./demo-world";

/** The rows of all customers with their history, from the drafts in the order of their filing. */
export function recordsOf(drafts: readonly DraftCustomer[], world: World, log: History): Records {
  const records: Records = { customers: [], contacts: [], billing: [] };
  const filed = new Map<DraftCustomer, CustomerRow>();
  for (const draft of drafts.toSorted((a, b) => depth(a) - depth(b))) {
    const parent = filed.get(draft.parent!);
    const at = officeHour(world.random, world.now, draft.daysAgo);
    // Weekends become Fridays: a subsidiary could come out before its parent.
    if (parent && at <= parent.createdAt) at.setTime(parent.createdAt.getTime() + 600_000);
    filed.set(draft, customerRow(draft, at, world, parent));
  }
  for (const [draft, row] of [...filed].toSorted(([, a], [, b]) => a.createdAt.getTime() - b.createdAt.getTime())) {
    row.number = world.number(row.createdAt);
    records.customers.push(row);
    const creator = world.person(draft.owner ?? world.random.weighted(sellers[draft.market]));
    row.createdBy = creator.id;
    const people = contactRows(draft, row, world);
    records.contacts.push(...people);
    const billing =
      world.random.chance(0.45) && draft.kind === "company" ? billingRow(draft, row, people[0], world) : null;
    if (billing) records.billing.push(billing);
    tell(draft, row, people, billing, creator, world, log);
  }
  return records;
}

const depth = ({ parent }: DraftCustomer): number => (parent ? depth(parent) + 1 : 0);

function customerRow(
  draft: DraftCustomer,
  at: Date,
  { random, entry, department, person }: World,
  parent?: CustomerRow,
): CustomerRow {
  return {
    id: random.id(at),
    number: "",
    name: draft.name,
    shortName: draft.shortName,
    kind: draft.kind,
    typeId: entry(`customer_type:${draft.type}`),
    industryId: draft.industry && entry(`industry:${draft.industry}`),
    sourceId: entry(`source:${draft.source}`),
    levelId: draft.level && entry(`level:${draft.level}`),
    creditRatingId: draft.creditRating && entry(`credit_rating:${draft.creditRating}`),
    registrationNumber: draft.registrationNumber,
    domain: draft.domain,
    phone: draft.phone,
    fax: draft.fax,
    email: draft.email,
    website: draft.website,
    regionId: entry(`region:${draft.region}`),
    address: draft.address,
    postcode: draft.postcode,
    parentId: parent?.id ?? null,
    ownership: draft.ownership,
    ownerId: draft.owner && person(draft.owner).id,
    departmentId: department(draft.department),
    notes: draft.notes,
    createdAt: at,
    updatedAt: at,
    version: 1,
  };
}
