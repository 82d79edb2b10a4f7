import { beforeAll, describe, expect, test } from "vitest";
import { sql } from "drizzle-orm";
import { database, type Db, pool } from "@/db/client";
import { databaseRole, grants, type RoleName, roleNames } from "@/db/roles";
import { testDatabase } from "../support/database";

let db: Db;
beforeAll(async () => {
  db = await testDatabase();
});

const declared = (role: RoleName) =>
  Object.entries(grants)
    .flatMap(([table, rights]) => (rights[role] ?? []).map((right) => `${table}: ${right.replaceAll(" ", "")}`))
    .flatMap((line) => spread(line))
    .sort();
/** "t: update(a,b)" stands in the database as one right for each column. */
function spread(line: string): string[] {
  const match = /^(.+: \w+)\((.+)\)$/.exec(line);
  return match ? match[2]!.split(",").map((column) => `${match[1]}(${column})`) : [line];
}

async function held(role: RoleName): Promise<string[]> {
  const { rows } = await db.execute<{ line: string }>(sql`
    select table_name || ': ' || lower(privilege_type) as line from information_schema.role_table_grants
      where grantee = ${databaseRole(role)} and table_schema = 'public'
    union select c.table_name || ': ' || lower(c.privilege_type) || '(' || c.column_name || ')' from information_schema.role_column_grants c
      where c.grantee = ${databaseRole(role)} and c.table_schema = 'public' and not exists (
        select from information_schema.role_table_grants t where t.grantee = c.grantee and t.table_name = c.table_name and t.privilege_type = c.privilege_type)`);
  return rows.map((row) => row.line).sort();
}

describe("the database roles (reliability 4.4)", () => {
  test.each(roleNames)("%s holds exactly the rights that db/roles.ts declares", async (role) => {
    expect(await held(role)).toEqual(declared(role));
  });

  test("none is superuser, may create anything, owns a table or can sign in", async () => {
    const names = roleNames.map(databaseRole);
    const { rows } = await db.execute<{ rolname: string }>(sql`
      select rolname from pg_roles where rolname in ${names}
        and (rolsuper or rolcreaterole or rolcreatedb or rolcanlogin or rolbypassrls
          or exists (select from pg_tables t where t.tableowner = rolname))`);
    expect(rows).toEqual([]);
  });

  const refused: [RoleName, string][] = [
    ["app", "select password_hash from user_credentials"],
    ["app", "update audit_events set event = 'x'"],
    ["app", "delete from audit_changes"],
    ["app", "truncate audit_events"],
    ["app", "delete from customers"],
    ["app", "delete from security_events"],
    [
      "app",
      "insert into user_sessions (user_id, audience, created_at, last_seen_at, expires_at, address, agent) select id, 'staff', now(), now(), now(), '', '' from users",
    ],
    ["app", "create table sneaky (id int)"],
    ["auth", "select * from customers"],
    ["auth", "update users set password_hash = ''"],
    ["job", "select * from user_credentials"],
    ["job", "update users set locked = true"],
  ];
  test.each(refused)("%s is refused: %s", async (role, statement) => {
    await expect(database(pool(role)).execute(sql.raw(statement))).rejects.toMatchObject({
      cause: { code: expect.stringMatching(/42501|42703/) },
    });
  });

  test("the log refuses change even to its owner", async () => {
    await expect(db.execute(sql`update audit_events set event = 'x'`)).rejects.toMatchObject({
      cause: { code: "42501" },
    });
    await expect(db.execute(sql`truncate security_events`)).rejects.toMatchObject({ cause: { code: "42501" } });
  });
});
