import { build } from "./build.mjs";
import { keepTracesIn, openDataFolder } from "./data-folder.mjs";
import { setEnvironment } from "./environment.mjs";
import { install } from "./install.mjs";
import { takeLock } from "./lock.mjs";
import { checkPort } from "./port.mjs";
import { Refusal, say, sayFailure } from "./say.mjs";
import { readSettings } from "./settings.mjs";
import { stopOnSignal } from "./shutdown.mjs";
import { waitUntilReady } from "./wait.mjs";

/**
 * npm run up, npm run dev (`--dev`): from a fresh clone to a running Kehu without a question. Each step does nothing
 * when its result is there, which makes the second start quick. Only what Node brings may be imported above: the
 * packages are not installed yet. @param {string[]} args
 */
export async function up(args) {
  const running = stopOnSignal();
  try {
    await bringUp(args, running);
  } catch (error) {
    sayFailure(error);
    await running.stop(1);
  }
}

/** @param {string[]} args @param {ReturnType<typeof stopOnSignal>} running */
async function bringUp(args, running) {
  const dev = args.includes("--dev");
  const unknown = args.find((arg) => arg !== "--dev");
  if (unknown) throw new Refusal("unknown_option", { option: unknown });
  const settings = readSettings({ defaultAppEnv: dev ? "development" : "demo" });
  const { appEnv, host, port } = settings;
  if (dev && appEnv !== "development") throw new Refusal("app_env_for_dev", { appEnv });
  if (!dev && appEnv === "development") throw new Refusal("app_env_for_build");

  const dataFolder = openDataFolder({ embedded: !process.env.DATABASE_URL });
  const lock = await takeLock(dataFolder);
  process.once("exit", lock.release);
  keepTracesIn(dataFolder);
  say("data_folder", { folder: dataFolder });

  await checkPort(host, port);
  await install();
  const { migrate, openDatabase, seedDemo } = await import("./database.mjs");
  const onLost = () => {
    console.error(new Refusal("database_lost", { folder: dataFolder }).message);
    void running.stop(1);
  };
  const database = await openDatabase({ dataFolder, onLost });
  running.push(database.stop);
  if (!dev) await build();
  setEnvironment({ dev, settings, dataFolder, databaseUrl: database.url });
  say("migrating");
  await migrate();
  if (appEnv === "demo" || appEnv === "development") await seedDemo();

  const { startServer } = await import("./server.mjs");
  const server = await startServer({ dev, host, port });
  running.push(server.close);
  await waitUntilReady(host, port);
  lock.publish(settings.baseUrl);
  say("ready", { address: settings.baseUrl });
}
