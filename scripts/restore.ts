import { join, resolve } from "node:path";
import { RestoreError, restoreBackup } from "@/db/archive/read";
import { migrate } from "./runtime/database.mjs";
import { openInstallation } from "./runtime/installation";
import { Refusal, say, sayFailure } from "./runtime/say.mjs";

/** npm run restore -- FILE.zip (OPS-01): puts a backup into an empty installation; all of it or nothing. */
async function restore(): Promise<void> {
  const [name, more] = process.argv.slice(2);
  if (!name || more) throw new Refusal("restore_usage");
  const file = resolve(name);
  const { databaseUrl, dataFolder, close } = await openInstallation();
  try {
    await migrate();
    const { tables, files, takenAt } = await restoreBackup(databaseUrl, join(dataFolder, "uploads"), file);
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    say("restore_done", { rows, tables: tables.length, files: files.length, at: takenAt });
  } catch (error) {
    throw error instanceof RestoreError ? new Refusal(error.problem, { file, part: error.part }) : error;
  } finally {
    await close();
  }
}

await restore().catch(sayFailure);
