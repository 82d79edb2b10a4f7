import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";

/** Notes every committed write of every table, so that a test can show that a refusal wrote nothing (reliability 3). */
export async function watchWrites(db: Db): Promise<() => Promise<string[]>> {
  await db.execute(sql`create table write_log (at bigserial, table_name text not null)`);
  await db.execute(sql`
    create function note_write() returns trigger language plpgsql security definer set search_path = public as $$
    begin insert into write_log (table_name) values (tg_table_name); return null; end $$`);
  const { rows } = await db.execute<{ name: string }>(
    sql`select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'write_log'`,
  );
  for (const { name } of rows)
    await db.execute(sql`create trigger note_write after insert or update or delete on ${sql.identifier(name)}
      for each statement execute function note_write()`);
  return async () => {
    const log = await db.execute<{ name: string }>(sql`select distinct table_name as name from write_log order by 1`);
    return log.rows.map((row) => row.name);
  };
}
