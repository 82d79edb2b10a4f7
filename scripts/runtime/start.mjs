import { hasBuild } from "./build.mjs";
import { openDataFolder } from "./data-folder.mjs";
import { checkDatabase } from "./database.mjs";
import { setEnvironment } from "./environment.mjs";
import { checkPort } from "./port.mjs";
import { Refusal, say, sayFailure } from "./say.mjs";
import { startServer } from "./server.mjs";
import { readSettings } from "./settings.mjs";
import { stopOnSignal } from "./shutdown.mjs";
import { waitUntilReady } from "./wait.mjs";

/**
 * npm start: serves an existing build against an existing, migrated database, for machines that have their own
 * PostgreSQL and for several servers on one database. Stops within 30 seconds, running requests first.
 */
export async function start() {
  const running = stopOnSignal();
  try {
    const settings = readSettings({ defaultAppEnv: "production" });
    const databaseUrl = process.env.DATABASE_URL;
    if (!databaseUrl) throw new Refusal("database_url_missing");
    if (!hasBuild()) throw new Refusal("build_missing");
    await checkPort(settings.host, settings.port);
    await checkDatabase(databaseUrl);
    const dataFolder = openDataFolder({ embedded: false });
    setEnvironment({ dev: false, settings, dataFolder, databaseUrl });
    const server = await startServer({ dev: false, host: settings.host, port: settings.port });
    running.push(() => server.close());
    await waitUntilReady(settings.host, settings.port);
    say("ready", { address: settings.baseUrl });
  } catch (error) {
    sayFailure(error);
    await running.stop(1);
  }
}
