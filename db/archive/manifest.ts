import type pg from "pg";
import { z } from "zod";

/** What an archive holds: a zip of `tables/NAME.copy`, `files/PATH` and this as `manifest.json`. */
export const manifestShape = z.strictObject({
  format: z.literal("kehu-backup-1"),
  takenAt: z.iso.datetime(),
  /** The migrations of the database that it was taken of, in their order: it goes back into exactly this shape. */
  migrations: z.array(z.string()).min(1),
  tables: z.array(
    z.strictObject({ name: z.string(), columns: z.array(z.string()), rows: z.number().int(), sha256: z.string() }),
  ),
  files: z.array(z.strictObject({ path: z.string(), sha256: z.string() })),
});
export type Manifest = z.output<typeof manifestShape>;
export type ArchivedTable = Manifest["tables"][number];

export const MANIFEST = "manifest.json";
export const tablePart = (name: string) => `tables/${name}.copy`;
export const filePart = (path: string) => `files/${path}`;

/** The hashes of the migrations that a database has had. */
export async function migrationsOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ hash: string }>("select hash from drizzle.__drizzle_migrations order by id");
  return rows.map(({ hash }) => hash);
}

/** Every table of the application with the columns that are stored and not computed, both by name. The queue's own schema stays out. */
export async function storedTables(client: pg.Client): Promise<Pick<ArchivedTable, "name" | "columns">[]> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
    group by c.relname order by c.relname`);
  return rows;
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
/** `"customers" ("id", "name")`, for COPY. */
export const copyTarget = ({ name, columns }: Pick<ArchivedTable, "name" | "columns">) =>
  `public.${quoted(name)} (${columns.map(quoted).join(", ")})`;
