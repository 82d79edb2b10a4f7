import type { contacts, customerBilling, customers } from "../schema";
import type { Currency, DecisionRole } from "../enums";
import type { DraftCustomer } from "./demo-customers";
import { type Author, type History, officeHour } from "./demo-history";
import { personName } from "./demo-names";
import { sellers } from "./demo-organisation";
import type { Random } from "./random";

type CustomerRow = typeof customers.$inferInsert & { id: string };
type ContactRow = typeof contacts.$inferInsert & { id: string };
type BillingRow = typeof customerBilling.$inferInsert;
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

const jobs: readonly (readonly [position: string, department: string, role: DecisionRole, weight: number])[] = [
  ["总经理", "总经办", "decision_maker", 3],
  ["采购经理", "采购部", "purchaser", 5],
  ["运营主管", "运营部", "influencer", 4],
  ["车队队长", "车队", "user", 4],
  ["IT 主管", "信息部", "influencer", 2],
  ["财务主管", "财务部", "other", 2],
];
const jobsAbroad: typeof jobs = [
  ["Managing Director", "Management", "decision_maker", 3],
  ["Purchasing Manager", "Purchasing", "purchaser", 4],
  ["Fleet Manager", "Operations", "user", 4],
];

function contactRows(draft: DraftCustomer, customer: CustomerRow, { random }: World): ContactRow[] {
  const abroad = draft.country !== null;
  const count =
    draft.kind === "person"
      ? 1
      : random.weighted([
          [1, 5],
          [2, 4],
          [3, 2],
          [4, 1],
        ]);
  const known = random.shuffled(abroad ? jobsAbroad : jobs).slice(0, count);
  return known.map(([position, department, decisionRole], at) => {
    const { name, gender, mailbox } = personName(random, draft.country ?? undefined);
    const self = draft.kind === "person";
    const mobile = abroad
      ? `${draft.phone} x${random.between(10, 99)}`
      : `1${random.pick(["36", "37", "39", "52", "59", "77", "88"])}${random.digits(8)}`;
    return {
      id: random.id(customer.createdAt),
      customerId: customer.id,
      name: self ? draft.name : name,
      salutation: gender === "male" ? "mr" : "ms",
      department: self ? null : department,
      position: self ? null : position,
      mobile: self ? draft.phone : mobile,
      phone:
        !self && random.chance(0.3) && draft.areaCode
          ? `${draft.areaCode}-${random.between(2, 8)}${random.digits(7)}`
          : null,
      email: !self && random.chance(0.75) ? `${mailbox}@${draft.domain}` : null,
      wechat: !abroad && random.chance(0.4) ? `wx_${mailbox.replaceAll(".", "")}${random.digits(3)}` : null,
      qq: !abroad && random.chance(0.15) ? `${random.between(1, 9)}${random.digits(8)}` : null,
      isPrimary: at === 0,
      decisionRole: self ? null : decisionRole,
      createdAt: customer.createdAt,
      updatedAt: customer.createdAt,
      version: 1,
    };
  });
}

const banks = ["中国工商银行", "中国建设银行", "招商银行", "中国银行", "平安银行", "交通银行"];
const currencies: Record<string, Currency> = { 波兰: "PLN", 德国: "EUR", 法国: "EUR" };

function billingRow(
  draft: DraftCustomer,
  customer: CustomerRow,
  contact: ContactRow | undefined,
  { random, now }: World,
): BillingRow {
  const age = Math.floor((now.getTime() - customer.createdAt.getTime()) / 86_400_000);
  const at = officeHour(random, now, random.between(0, Math.max(0, age - 1)));
  const abroad = draft.country !== null;
  const city = draft.region
    .split("/")
    .at(-1)!
    .replace(/[市区]$/, "");
  return {
    id: customer.id,
    invoiceTitle: draft.name,
    taxNumber: draft.registrationNumber,
    bank: abroad ? null : `${random.pick(banks)}${city}分行`,
    accountNumber: abroad ? null : `${random.between(1, 9)}${random.digits(random.pick([15, 18]))}`,
    invoiceAddress: draft.address,
    invoicePhone: draft.phone,
    paymentTermDays: random.weighted([
      [0, 1],
      [30, 6],
      [45, 2],
      [60, 2],
      [90, 1],
    ]),
    currency: abroad ? (currencies[draft.country!] ?? "USD") : "CNY",
    billingContact: contact?.name ?? null,
    statementEmail: draft.domain && `finance@${draft.domain}`,
    createdAt: at > customer.createdAt ? at : customer.createdAt,
    updatedAt: at > customer.createdAt ? at : customer.createdAt,
    version: 1,
  };
}

/** What happened to a customer, told to the log: filed with its contact, changed now and then, billing filed. */
function tell(
  draft: DraftCustomer,
  row: CustomerRow,
  people: ContactRow[],
  billing: BillingRow | null,
  creator: Author,
  world: World,
  log: History,
) {
  const { random, now, person } = world;
  const changes = random.chance(0.45) ? earlierValues(draft, row, world) : [];
  const first: Record<string, unknown> = { ...row };
  for (const { column, before } of changes) first[column] = before;
  const customer = { entity: "customer", id: row.id, customerId: row.id };
  const filing = { at: row.createdAt, by: creator, door: "action:createCustomer", requestId: random.id(row.createdAt) };
  log.created({ ...filing, event: "customer.created" }, customer, first);
  for (const [at, contact] of people.entries()) {
    const act =
      at === 0
        ? filing
        : { at: new Date(row.createdAt.getTime() + at * 90_000), by: creator, door: "action:createContact" };
    contact.createdAt = contact.updatedAt = act.at;
    log.created(
      { ...act, event: "contact.created" },
      { entity: "contact", id: contact.id, customerId: row.id },
      contact,
    );
  }
  const age = Math.floor((now.getTime() - row.createdAt.getTime()) / 86_400_000);
  const days = changes.map(() => random.between(0, Math.max(0, age - 1))).toSorted((a, b) => b - a);
  for (const [index, { column, before }] of changes.entries()) {
    const at = officeHour(random, now, days[index]!);
    if (at <= row.updatedAt) at.setTime(row.updatedAt.getTime() + 600_000);
    const by = column === "ownerId" ? person(headOf[draft.market]) : creator;
    log.edited({ at, event: "customer.edited", door: "action:editCustomer", by }, customer, {
      [column]: [before, (row as Record<string, unknown>)[column]],
    });
    row.updatedAt = at;
    row.version = (row.version ?? 1) + 1;
  }
  if (billing) {
    const act = {
      at: billing.createdAt,
      event: "customer.billing_edited",
      door: "action:editBilling",
      by: person("finance"),
    };
    log.created(act, { entity: "customer_billing", id: row.id, customerId: row.id }, billing);
  }
}

const headOf: Record<DraftCustomer["market"], string> = { south: "manager", east: "shen.yifan", abroad: "tang.zhiwei" };

/** One to three columns that were different when the customer was filed, with what stood there. */
function earlierValues(draft: DraftCustomer, row: CustomerRow, { random, entry, person }: World) {
  const levels = ["A 重点", "B 普通", "C 潜在"].filter((name) => name !== draft.level);
  const possible: { column: keyof CustomerRow; before: unknown }[] = [
    { column: "levelId", before: random.chance(0.4) ? null : entry(`level:${random.pick(levels)}`) },
    {
      column: "address",
      before: draft.country ? null : `${random.pick(["人民路", "解放路", "工业一路"])} ${random.between(1, 200)} 号`,
    },
    ...(draft.phone ? [{ column: "phone" as const, before: draft.phone.slice(0, -4) + random.digits(4) }] : []),
    ...(draft.type === "直销客户" ? [{ column: "typeId" as const, before: entry("customer_type:意向客户") }] : []),
    ...(draft.notes ? [{ column: "notes" as const, before: null }] : []),
    ...(draft.owner && random.chance(0.4)
      ? [{ column: "ownerId" as const, before: person(random.weighted(sellers[draft.market])).id }]
      : []),
  ];
  const different = possible.filter(({ column, before }) => before !== (row[column] ?? null));
  return random.shuffled(different).slice(0, random.between(1, 3));
}
