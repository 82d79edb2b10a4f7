import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { dirname, join, normalize } from "node:path";
import { type Readable, Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import yauzl, { type Entry, type ZipFile } from "yauzl";
import {
  copyTarget,
  filePart,
  MANIFEST,
  type Manifest,
  manifestShape,
  migrationsOf,
  storedTables,
  tablePart,
} from "./manifest";
import { filesBelow, hashing } from "./write";

/** Why an archive cannot be restored. Nothing has been changed then. */
export type RestoreProblem =
  "not_a_backup" | "damaged" | "other_shape" | "database_in_use" | "files_in_the_way" | "no_right";
export class RestoreError extends Error {
  constructor(
    readonly problem: RestoreProblem,
    readonly part = "",
  ) {
    super(`${problem} ${part}`.trim());
  }
}

/**
 * Puts a backup into a database that is migrated and has no users yet, and its files into a folder that has none (OPS-01). Every
 * part is compared with its hash before anything counts: all comes back, or nothing is changed. @throws RestoreError
 */
export async function restoreBackup(databaseUrl: string, filesFolder: string, path: string): Promise<Manifest> {
  const zip = await yauzl.openPromise(path, { lazyEntries: true, autoClose: false }).catch(() => {
    throw new RestoreError("not_a_backup");
  });
  const client = new pg.Client({ connectionString: databaseUrl });
  const arriving = `${filesFolder}.arriving`;
  try {
    const parts = await directory(zip);
    const manifest = await readManifest(zip, parts);
    await client.connect();
    await judge(client, manifest, filesFolder);
    await rm(arriving, { recursive: true, force: true });
    for (const { path: file, sha256 } of manifest.files)
      await verified(zip, parts, filePart(file), sha256, await target(arriving, file));
    await client.query("begin");
    await restoreTables(client, zip, parts, manifest);
    await client.query("commit");
    // Only a name changes: the files lie beside their place, whole.
    await rm(filesFolder, { recursive: true, force: true });
    if (manifest.files.length > 0) await rename(arriving, filesFolder);
    return manifest;
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    await rm(arriving, { recursive: true, force: true });
    throw error;
  } finally {
    zip.close();
    await client.end();
  }
}

async function directory(zip: ZipFile): Promise<Map<string, Entry>> {
  const parts = new Map<string, Entry>();
  try {
    for await (const entry of zip.eachEntry()) parts.set(entry.fileName, entry);
  } catch {
    throw new RestoreError("not_a_backup");
  }
  return parts;
}

async function readManifest(zip: ZipFile, parts: Map<string, Entry>): Promise<Manifest> {
  const entry = parts.get(MANIFEST);
  if (!entry) throw new RestoreError("not_a_backup");
  try {
    return manifestShape.parse(JSON.parse(await text(await zip.openReadStreamPromise(entry))));
  } catch {
    throw new RestoreError("not_a_backup");
  }
}

async function judge(client: pg.Client, manifest: Manifest, filesFolder: string): Promise<void> {
  const same = (one: readonly string[], other: readonly string[]) => one.join() === other.join();
  if (!same(await migrationsOf(client), manifest.migrations)) throw new RestoreError("other_shape");
  const tables = (await storedTables(client)).map(({ name, columns }) => `${name}:${columns.join()}`);
  if (
    !same(
      tables,
      manifest.tables.map(({ name, columns }) => `${name}:${columns.join()}`),
    )
  )
    throw new RestoreError("other_shape");
  const { rows } = await client.query("select from users limit 1");
  if (rows.length > 0) throw new RestoreError("database_in_use");
  if ((await filesBelow(filesFolder)).length > 0) throw new RestoreError("files_in_the_way", filesFolder);
}

/** Keys and triggers were kept when the rows were written first; put back table by table they could not hold in between. */
async function restoreTables(
  client: pg.Client,
  zip: ZipFile,
  parts: Map<string, Entry>,
  manifest: Manifest,
): Promise<void> {
  await client.query("set local session_replication_role = replica").catch(() => {
    throw new RestoreError("no_right");
  });
  await client.query(`truncate ${manifest.tables.map(({ name }) => `public."${name}"`).join(", ")}`);
  for (const table of manifest.tables) {
    const copy = client.query(copyFrom(`copy ${copyTarget(table)} from stdin`));
    await verified(zip, parts, tablePart(table.name), table.sha256, copy);
    if (copy.rowCount !== table.rows) throw new RestoreError("damaged", table.name);
  }
}

/** Streams one part to where it belongs and compares it with the hash that it had. */
async function verified(
  zip: ZipFile,
  parts: Map<string, Entry>,
  part: string,
  sha256: string,
  into: NodeJS.WritableStream,
): Promise<void> {
  const entry = parts.get(part);
  if (!entry) throw new RestoreError("damaged", part);
  const hash = createHash("sha256");
  const source: Readable = await zip.openReadStreamPromise(entry);
  await pipeline(source, hashing(hash), into).catch(async (error: unknown) => {
    // What the inflater or the database cannot read is damaged; the error is the database's own where the part is whole.
    const isWhole = error instanceof pg.DatabaseError && (await hashOf(zip, entry)) === sha256;
    throw isWhole ? error : new RestoreError("damaged", part);
  });
  if (hash.digest("hex") !== sha256) throw new RestoreError("damaged", part);
}

async function hashOf(zip: ZipFile, entry: Entry): Promise<string | undefined> {
  const hash = createHash("sha256");
  const source: Readable = await zip.openReadStreamPromise(entry);
  return pipeline(source, hashing(hash), new Writable({ write: (_chunk, _encoding, done) => done() })).then(
    () => hash.digest("hex"),
    () => undefined,
  );
}

async function target(folder: string, file: string) {
  const path = join(folder, normalize(file));
  // An archive can be made by hand: no name of its leads out of the folder.
  if (!path.startsWith(join(folder, "/"))) throw new RestoreError("damaged", file);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  return createWriteStream(path, { mode: 0o600, flags: "wx" });
}
