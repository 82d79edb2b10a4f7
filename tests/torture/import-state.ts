import type { Pool } from "pg";

/** Everything that an import of customers adds to, counted. */
export type Tally = Record<"customers" | "contacts" | "customerChanges" | "contactChanges" | "events", number>;

export async function tally(database: Pool): Promise<Tally> {
  const { rows } = await database.query<Tally>(`
    select (select count(*)::int from customers) as customers, (select count(*)::int from contacts) as contacts,
      count(*) filter (where entity = 'customer')::int as "customerChanges",
      count(*) filter (where entity = 'contact')::int as "contactChanges",
      (select count(*)::int from audit_events where event = 'customer.imported') as events
    from audit_changes`);
  return rows[0]!;
}

export type ImportState = { state: string; problem: { code: string } | null; rowsWritten: number };

export async function stateOf(database: Pool, id: string): Promise<ImportState> {
  const { rows } = await database.query<ImportState>(
    `select state, problem, rows_written as "rowsWritten" from imports where id = $1`,
    [id],
  );
  return rows[0]!;
}

/** True while a job of the server is inside a transaction that has changed something. */
export async function isWriting(database: Pool): Promise<boolean> {
  const { rowCount } = await database.query(
    "select from pg_stat_activity where application_name = 'kehu-job' and datname = current_database() and backend_xid is not null",
  );
  return (rowCount ?? 0) > 0;
}

/**
 * What is wrong after an import ended: all of its rows must be there with everything that belongs to them, or none of them.
 * `before` was counted when it was uploaded.
 */
export async function halfDone(database: Pool, id: string, rows: number, before: Tally): Promise<string[]> {
  const [ended, after, strays] = [await stateOf(database, id), await tally(database), await strayCounts(database, id)];
  const all = ended.state === "done" ? rows : 0;
  const expected: Tally = {
    customers: all,
    contacts: all,
    customerChanges: all,
    contactChanges: all,
    events: all > 0 ? 1 : 0,
  };
  const more = (Object.keys(expected) as (keyof Tally)[]).map(
    (what) => [what, after[what] - before[what], expected[what]] as const,
  );
  const others = [
    ["rows written according to the import", ended.rowsWritten, all],
    ...Object.entries(strays).map(([what, count]) => [what, count, 0] as const),
  ] as const;
  return [...more, ...others]
    .filter(([, found, right]) => found !== right)
    .map(([what, found, right]) => `An import that is ${ended.state} left ${found} ${what}, not ${right}.`);
}

/** What must never be there, whatever happened. */
async function strayCounts(database: Pool, id: string): Promise<Record<string, number>> {
  const { rows } = await database.query<Record<string, number>>(
    `with written as (
      select c.record_id as id from audit_changes c join audit_events e on e.id = c.event_id
      where c.entity = 'customer' and e.event = 'customer.imported' and e.details ->> 'import' = $1)
    select
      (select count(*)::int from (select from customers group by number having count(*) > 1) twice) as "numbers given twice",
      (select count(*)::int from written w where 1 <> (
        select count(*) from contacts p where p.customer_id = w.id and p.is_primary)) as "customers without their contact",
      (select count(*)::int from written w where not exists (
        select from customers k where k.id = w.id)) as "entries of the log without their customer",
      (select count(*)::int from import_rows r join imports i on i.id = r.import_id
        where i.id = $1::uuid and i.state = 'done') as "staged rows",
      (select count(*)::int from imports where state in ('checking', 'writing')) as "imports that still run"`,
    [id],
  );
  return rows[0]!;
}
