import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { writeBackup } from "@/db/archive/write";
import { openInstallation } from "./runtime/installation";
import { Refusal, say, sayFailure } from "./runtime/say.mjs";

/** npm run backup -- FILE.zip (OPS-01): the whole installation in one file, beside a running Kehu or of a stopped one. */
async function backup(): Promise<void> {
  const [name, more] = process.argv.slice(2);
  if (!name || more) throw new Refusal("backup_usage");
  const file = resolve(name);
  if (existsSync(file)) throw new Refusal("backup_exists", { file });
  const { databaseUrl, dataFolder, close } = await openInstallation();
  try {
    const { tables, files } = await writeBackup(databaseUrl, join(dataFolder, "uploads"), file, new Date());
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    say("backup_done", { rows, tables: tables.length, files: files.length, file });
  } finally {
    await close();
  }
}

await backup().catch(sayFailure);
