import { createHash, type Hash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { PassThrough, type Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import yazl from "yazl";
import { copyTarget, filePart, MANIFEST, type Manifest, migrationsOf, storedTables, tablePart } from "./manifest";

/**
 * Writes everything of an installation into one file (OPS-01): all tables as they are at one moment, and the files that people
 * uploaded. Kehu may run meanwhile. The file gets its name when it is whole. Jobs that wait in the queue are not in it: what they
 * work on is, and asks for them anew.
 */
export async function writeBackup(
  databaseUrl: string,
  filesFolder: string,
  path: string,
  now: Date,
): Promise<Manifest> {
  const unfinished = `${path}.unfinished`;
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const zip = new yazl.ZipFile();
  // A table that breaks off must not be waited for.
  const failed = new AbortController();
  const written = pipeline(zip.outputStream as Readable, createWriteStream(unfinished, { mode: 0o600 }), {
    signal: failed.signal,
  });
  written.catch(() => undefined);
  try {
    await client.query("begin isolation level repeatable read read only");
    const manifest: Manifest = {
      format: "kehu-backup-1",
      takenAt: now.toISOString(),
      migrations: await migrationsOf(client),
      tables: [],
      files: [],
    };
    for (const table of await storedTables(client)) {
      const copy = client.query(copyTo(`copy ${copyTarget(table)} to stdout`));
      const sha256 = await add(zip, tablePart(table.name), copy);
      manifest.tables.push({ ...table, rows: copy.rowCount, sha256 });
    }
    // After the tables: a file that a row of theirs names was there before the row was.
    for (const file of await filesBelow(filesFolder))
      manifest.files.push({
        path: file,
        sha256: await add(zip, filePart(file), createReadStream(join(filesFolder, file))),
      });
    await client.query("commit");
    zip.addBuffer(Buffer.from(JSON.stringify(manifest, null, 1)), MANIFEST);
    zip.end();
    await written;
    await rename(unfinished, path);
    return manifest;
  } catch (error) {
    failed.abort();
    await rm(unfinished, { force: true });
    throw error;
  } finally {
    await client.end();
  }
}

/** Streams one part into the archive, to its end, and tells the hash of what went by. */
async function add(zip: yazl.ZipFile, part: string, source: Readable): Promise<string> {
  const hash = createHash("sha256");
  const into = new PassThrough();
  zip.addReadStream(into, part, { mode: 0o600 });
  await pipeline(source, hashing(hash), into);
  return hash.digest("hex");
}

/** Lets a stream pass and takes its hash. */
export const hashing = (hash: Hash) =>
  new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });

/** All files below a folder by their path from it, with "/"; none where there is no folder. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return [];
      throw error;
    },
  );
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll("\\", "/"),
    )
    .sort();
}
