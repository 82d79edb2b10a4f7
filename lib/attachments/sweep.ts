import "server-only";
import { inArray, lte } from "drizzle-orm";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { attachmentLeftovers, attachments } from "@/db/schema";
import { transaction } from "@/lib/core/transaction";
import { filesIn, incomingFolder, previewKey, storage } from "./storage";

/** As long as an upload or a backup may take, and longer. */
const DAY_MS = 24 * 60 * 60 * 1000;
const CHUNK = 500;
const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}/;

/**
 * Removes files that nothing refers to (I13): of attachments that were removed a day ago, and what uploads left that broke off in
 * between. Safe to run at any time and in several processes. Returns how many files went.
 */
export async function sweepAttachments(now: Date): Promise<number> {
  const before = new Date(now.getTime() - DAY_MS);
  const isOld = ({ at }: { at: Date }) => at < before;
  let removed = await sweepLeftovers(before);
  for await (const file of filesIn(incomingFolder()))
    if (isOld(file)) {
      await rm(join(incomingFolder(), file.key), { force: true });
      removed += 1;
    }
  let some: string[] = [];
  for await (const file of storage.list()) {
    if (isOld(file)) some.push(file.key);
    if (some.length < CHUNK) continue;
    removed += await sweepOrphans(some);
    some = [];
  }
  return removed + (await sweepOrphans(some));
}

async function sweepLeftovers(before: Date): Promise<number> {
  const gone = await transaction("job", (db) =>
    db
      .select({ key: attachmentLeftovers.storageKey })
      .from(attachmentLeftovers)
      .where(lte(attachmentLeftovers.goneAt, before)),
  );
  for (const { key } of gone) {
    await storage.remove(key);
    await storage.remove(previewKey(key));
    // The note goes after its file: what is stopped in between is only done again.
    await transaction("job", (db) =>
      db.delete(attachmentLeftovers).where(inArray(attachmentLeftovers.storageKey, [key])),
    );
  }
  return gone.length;
}

async function sweepOrphans(files: readonly string[]): Promise<number> {
  const keyOf = (file: string) => UUID.exec(file)?.[0];
  const keys = files.flatMap((file) => keyOf(file) ?? []);
  if (keys.length === 0) return 0;
  const known = await transaction("job", (db) =>
    db
      .select({ key: attachments.storageKey })
      .from(attachments)
      .where(inArray(attachments.storageKey, keys))
      .union(
        db
          .select({ key: attachmentLeftovers.storageKey })
          .from(attachmentLeftovers)
          .where(inArray(attachmentLeftovers.storageKey, keys)),
      ),
  );
  const needed = new Set(known.map(({ key }) => key));
  const orphans = files.filter((file) => !needed.has(keyOf(file) ?? ""));
  for (const orphan of orphans) await storage.remove(orphan);
  return orphans.length;
}
