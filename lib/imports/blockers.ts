import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { importRows, imports, users } from "@/db/schema";
import type { Context } from "@/lib/core/context";
import type { Sentence } from "@/lib/core/errors";

/** Imports that are just being written and change one of the customers: what the file's owner confirmed is not torn apart. */
export async function importBlockers({ db }: Context, customers: SQL): Promise<Sentence[]> {
  const { rows } = await db.execute<{ name: string; rows: number }>(sql`
    select u.name, count(*)::int as rows from ${imports} i join ${users} u on u.id = i.created_by
      join ${importRows} r on r.import_id = i.id and r.action = 'update'
    where i.state = 'writing' and r.record_id in (${customers}) group by i.id, u.name order by u.name`);
  return rows.map(({ name, rows: count }) => ({ key: "bin.blocker.import", values: { name, count } }));
}
