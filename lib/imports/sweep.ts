import "server-only";
import { readdir, stat } from "node:fs/promises";
import { eq, inArray } from "drizzle-orm";
import { importRows, imports } from "@/db/schema";
import { transaction } from "@/lib/core/transaction";
import { removeUpload, uploadFolder, uploadPath } from "./upload";

/** A file younger than this may belong to an upload whose row is not written yet. */
const YOUNG_MS = 60 * 60 * 1000;
const CHUNK = 500;
/** Nothing reads the file of such an import again. */
const ENDED: ReadonlySet<string> = new Set(["done", "stopped", "undoing", "undone"]);

/**
 * Removes uploaded files that nothing will read again: of imports that ended, and of uploads that broke off (I13). Safe to run
 * at any time and in several processes. Returns how many files went.
 */
export async function sweepUploads(now: Date): Promise<number> {
  const entries = await readdir(uploadFolder(), { withFileTypes: true }).catch(() => []);
  const keys = entries.flatMap((entry) => (entry.isFile() ? entry.name : []));
  let removed = 0;
  for (let start = 0; start < keys.length; start += CHUNK) {
    const some = keys.slice(start, start + CHUNK);
    const rows = await transaction("job", (db) =>
      db.select({ key: imports.fileKey, state: imports.state }).from(imports).where(inArray(imports.fileKey, some)),
    );
    const states = new Map(rows.map(({ key, state }) => [key, state]));
    for (const key of some) {
      const state = states.get(key);
      if (state ? !ENDED.has(state) : !(await isOld(key, now))) continue;
      await removeUpload(key);
      removed += 1;
    }
  }
  return removed;
}

/** Removes staged rows of stopped imports that their run, dying, could not take away (IMP-05). Returns how many went. */
export async function sweepRows(): Promise<number> {
  const gone = await transaction("job", (db) => {
    const stopped = db.select({ id: imports.id }).from(imports).where(eq(imports.state, "stopped"));
    return db.delete(importRows).where(inArray(importRows.importId, stopped));
  });
  return gone.rowCount ?? 0;
}

async function isOld(key: string, now: Date): Promise<boolean> {
  const file = await stat(uploadPath(key)).catch(() => undefined);
  return file !== undefined && now.getTime() - file.mtimeMs > YOUNG_MS;
}
