import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { importRows } from "@/db/schema";
import type { Transaction } from "@/lib/core/context";
import { headersOf, ImportFault, type ImportRun } from "./define";

type InTransaction = Pick<Transaction, "db">;

/** The table in which a check collects what it finds wrong: a row of the file, the field, a code, and what it names. */
export async function beginFindings({ db }: InTransaction): Promise<void> {
  await db.execute(sql`create temp table findings (row_no integer, field text, code text, named jsonb) on commit drop`);
}

/** Collects problems: the query selects row_no, field, code and the values of the sentence as jsonb. */
export async function find({ db }: InTransaction, query: SQL): Promise<void> {
  await db.execute(sql`insert into findings ${query}`);
}

/** Writes the collected problems into the staged rows, each with the header of its column, and marks these rows as bad. */
export async function keepFindings({ db }: InTransaction, run: ImportRun): Promise<void> {
  await db.execute(sql`
    update ${importRows} r set problems = r.problems || f.problems
    from (select row_no, jsonb_agg(jsonb_build_object('field', field, 'header', ${JSON.stringify(headersOf(run.options))}::jsonb ->> field,
        'code', code, 'values', named) order by field, code) as problems
      from findings group by row_no) f
    where r.import_id = ${run.id} and r.row_no = f.row_no`);
  await db.execute(sql`
    update ${importRows} set action = 'bad' where import_id = ${run.id} and problems <> '[]'`);
}

/** Ends the import where something is wrong with a row that was good in the preview: it changed since. */
export async function refuseFindings({ db }: InTransaction, run: ImportRun): Promise<void> {
  const { rows } = await db.execute<{ line: number; rows: number }>(sql`
    select min(r.line_no) as line, count(distinct f.row_no)::int as rows
    from findings f join ${importRows} r on r.import_id = ${run.id} and r.row_no = f.row_no having count(*) > 0`);
  if (rows[0]) throw new ImportFault("row_changed", rows[0]);
}
