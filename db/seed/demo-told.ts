import type { DraftCustomer } from "./demo-customers";
import { type Author, type History, officeHour } from "./demo-history";
import { sellers } from "./demo-organisation";
import type { BillingRow, ContactRow, CustomerRow, World } from "./demo-world";

/** What happened to a customer, told to the log: filed with its contact, changed now and then, billing filed. */
export function tell(
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
