import type pg from "pg";
import { databaseRole, grants, portalRows, roleNames } from "./roles";

/**
 * Switches row-level security on for every table that the portal may read, and makes its policies what `portalRows` says. The
 * other roles keep every row: whom staff may see is the business of `scope()` (docs/decisions/portal.md). The owner, whom no
 * request acts as, stays free of it: backup, restore and the trusted functions need all rows.
 */
export async function keepPortalRows(client: pg.Client): Promise<void> {
  const open = Object.entries(grants).flatMap(([table, { portal }]) => (portal && !portalRows[table] ? [table] : []));
  if (open.length > 0)
    throw new Error(`db/roles.ts lets the portal read ${open.join(", ")} without a line in portalRows.`);
  const staff = roleNames.filter((role) => role !== "portal").map(databaseRole);
  for (const [table, condition] of Object.entries(portalRows)) {
    await keepPolicy(client, table, "portal_rows", `for select to ${databaseRole("portal")} using (${condition})`);
    await keepPolicy(client, table, "staff_rows", `to ${staff.join(", ")} using (true) with check (true)`);
    const { rows } = await client.query("select from pg_class where oid = $1::regclass and relrowsecurity", [table]);
    if (rows.length === 0) await client.query(`alter table ${table} enable row level security`);
  }
}

/** Leaves a policy alone that says the same already: replacing it would hold up everybody who uses the table. */
async function keepPolicy(client: pg.Client, table: string, name: string, rule: string): Promise<void> {
  const { rows } = await client.query(
    "select from pg_policy where polrelid = $1::regclass and polname = $2 and obj_description(oid, 'pg_policy') = $3",
    [table, name, rule],
  );
  if (rows.length > 0) return;
  await client.query(`drop policy if exists ${name} on ${table}`);
  await client.query(`create policy ${name} on ${table} ${rule}`);
  await client.query(`comment on policy ${name} on ${table} is '${rule.replaceAll("'", "''")}'`);
}
