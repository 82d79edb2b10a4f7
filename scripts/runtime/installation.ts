import { join } from "node:path";
import { openDataFolder } from "./data-folder.mjs";
import { checkDatabase, migrate } from "./database.mjs";
import { setEnvironment } from "./environment.mjs";
import { takeLock } from "./lock.mjs";
import { owner, readAccess } from "./postgres-cluster.mjs";
import { startPostgres } from "./postgres.mjs";
import { Refusal } from "./say.mjs";
import { readSettings } from "./settings.mjs";

export type Installation = {
  databaseUrl: string;
  dataFolder: string;
  /** Leaves everything as it was found: what was stopped is stopped again. */
  close: () => Promise<void>;
};

/**
 * The installation that a command works on, migrated, with the environment set: the database of DATABASE_URL or the embedded one,
 * its server running already or not.
 */
export async function openInstallation(): Promise<Installation> {
  const settings = readSettings({ defaultAppEnv: "demo" });
  const given = process.env.DATABASE_URL;
  const dataFolder = openDataFolder({ embedded: !given });
  const use = async (databaseUrl: string, close: Installation["close"]) => {
    setEnvironment({ dev: false, settings, dataFolder, databaseUrl });
    return { databaseUrl, dataFolder, close };
  };
  const nothing = async () => undefined;
  if (given) {
    await checkDatabase(given);
    return use(given, nothing);
  }
  const folder = join(dataFolder, "postgres");
  const lock = await takeLock(dataFolder, 0).catch((error: unknown) => {
    if (error instanceof Refusal && error.key === "already_running") return undefined;
    throw error;
  });
  if (!lock) {
    const { password, port } = readAccess(folder);
    return use(`postgres://${owner}:${password}@127.0.0.1:${port}/${owner}`, nothing);
  }
  const server = await startPostgres({ folder });
  const installation = await use(server.url, async () => {
    await server.stop();
    lock.release();
  });
  await migrate();
  return installation;
}
