import { sql } from "drizzle-orm";
import * as schema from "../schema";
import type { NumberDatePart } from "../enums";
import type { PlainDate } from "../scalars";
import { type CreditCheck, creditCode } from "./demo-credit-code";
import { draftCustomers } from "./demo-customers";
import { type Author, history, officeHour } from "./demo-history";
import { company, people } from "./demo-organisation";
import { addPeople, type Owner } from "./demo-people";
import { demoPortal } from "./demo-portal";
import { recordsOf } from "./demo-records";
import { signIns } from "./demo-security";
import { demoTags } from "./demo-tags";
import { randomFrom } from "./random";

type NumberRule = { prefix: string; datePart: NumberDatePart; digits: number };

/** What the demo data takes from the business, so that it follows the same rules. */
export type Rules = {
  passwordHash: string;
  creditCheck: CreditCheck;
  dateIn: (zone: string, moment: Date) => PlainDate;
  periodOf: (datePart: NumberDatePart, day: PlainDate) => string;
  formatNumber: (rule: NumberRule, day: PlainDate, sequence: number) => string;
};

const DAY = 86_400_000;

/**
 * Fills an empty installation with the demo company: three institutions, thirty people, 300 customers in company trees with
 * contacts, billing and history. The same on every run for a seed, but for dates, which lie around `now`. The caller opens
 * the transaction and has made sure that there are no users.
 */
export async function seedDemo(
  db: Owner,
  { now, seed, rules }: { now: Date; seed: number; rules: Rules },
): Promise<void> {
  const random = randomFrom(seed);
  const founded = officeHour(random, now, 430);
  const stamp = { createdAt: founded, updatedAt: founded };
  const head = { ...company, companyTaxNumber: creditCode(random, { division: "440305" }, rules.creditCheck) };
  await db.update(schema.settings).set({ ...head, version: 2, updatedAt: founded });
  const { users, departments } = await addPeople({ db, random, stamp, passwordHash: rules.passwordHash });

  const authors = new Map<string, Author>();
  for (const { login, name } of people)
    authors.set(login, {
      id: users.get(login)!,
      name,
      address: `10.18.${random.between(1, 6)}.${random.between(20, 220)}`,
    });
  const person = (login: string) => authors.get(login)!;
  const log = history(random);
  log.done(
    { at: founded, event: "settings.changed", door: "action:saveSettings", by: person("admin") },
    {
      of: "settings",
      changes: { companyName: ["客户 Kehu", head.companyName] },
    },
  );
  const entries = await dictionary(db);
  const numbers = await numbering(db, rules);
  const drafts = draftCustomers(random, rules.creditCheck);
  const world = {
    random,
    now,
    person,
    entry: (name: string | null) => (name === null ? null : known(entries, name)),
    department: (name: string | null) => (name === null ? null : known(departments, name)),
    number: (at: Date) => numbers.take(at),
  };
  const records = recordsOf(drafts, world, log);
  await insert(db, schema.customers, records.customers);
  await insert(db, schema.contacts, records.contacts);
  await insert(db, schema.customerBilling, records.billing);
  // Chance of its own: the rest of the company stays the same, with tags or without.
  const tagged = demoTags(randomFrom(seed + 1), now, records.customers, person("manager"), log);
  await insert(db, schema.tags, tagged.tags);
  await insert(db, schema.customerTags, tagged.links);
  const invitedAt = new Date(now.getTime() - 20 * DAY);
  const portal = demoPortal(randomFrom(seed + 2), invitedAt, records, rules.passwordHash, person("sales"));
  await insert(db, schema.users, portal.users);
  await insert(db, schema.portalUsers, portal.portalUsers);
  await insert(db, schema.userCredentials, portal.credentials);
  await insert(db, schema.auditEvents, log.events);
  await insert(db, schema.auditChanges, log.changes);
  await insert(db, schema.securityEvents, signIns(random, new Date(now.getTime() - 0.5 * DAY), person));
  await insert(db, schema.numberCounters, numbers.counters());
}

function known(ids: Map<string, string>, name: string): string {
  const id = ids.get(name);
  if (!id) throw new Error(`The demo data refers to "${name}", which the base data does not have.`);
  return id;
}

/** The base data by "kind:name"; regions also by "region:province/city", as city names are not unique. */
async function dictionary(db: Owner): Promise<Map<string, string>> {
  const { rows } = await db.execute<{ id: string; kind: string; name: string; above: string | null }>(sql`
    select e.id, e.kind, e.name, p.name as above from dictionary_entries e left join dictionary_entries p on p.id = e.parent_id`);
  return new Map(
    rows.flatMap(({ id, kind, name, above }): [string, string][] => [
      [`${kind}:${name}`, id],
      [`${kind}:${above}/${name}`, id],
    ]),
  );
}

/** Numbers by the installation's own rule, and the counters as they stand after them. */
async function numbering(db: Owner, { dateIn, periodOf, formatNumber }: Rules) {
  const [rule] = await db.select().from(schema.numberRules);
  const [head] = await db.select({ timeZone: schema.settings.timeZone }).from(schema.settings);
  const last = new Map<string, number>();
  return {
    take(at: Date): string {
      const day = dateIn(head!.timeZone, at);
      const period = periodOf(rule!.datePart, day);
      last.set(period, (last.get(period) ?? 0) + 1);
      return formatNumber(rule!, day, last.get(period)!);
    },
    counters: () =>
      [...last].map(([period, count]) => ({ kind: rule!.kind, prefix: rule!.prefix, period, last: count })),
  };
}

/** Some hundred rows a statement: a statement has room for 65,535 values. */
const CHUNK = 500;

async function insert<T extends Parameters<Owner["insert"]>[0]>(db: Owner, table: T, rows: T["$inferInsert"][]) {
  for (let at = 0; at < rows.length; at += CHUNK) await db.insert(table).values(rows.slice(at, at + CHUNK) as never);
}
