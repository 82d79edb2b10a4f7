import { spawn } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { totalmem } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { databaseAccount } from "./account.mjs";
import { findBinaries } from "./postgres-binaries.mjs";
import { clusterVersion, createCluster, owner, readAccess, writeAccess } from "./postgres-cluster.mjs";
import { stopOrphan, stopServer } from "./postgres-orphan.mjs";
import { freePort } from "./port.mjs";
import { lastLines } from "./processes.mjs";
import { Refusal } from "./say.mjs";

/**
 * @typedef {{
 *   folder: string,
 *   log?: (text: string) => void,
 *   throwAway?: boolean,
 *   settings?: Record<string, string | number>,
 *   onEvent?: (event: "creating_database" | "stopping_orphan" | "database_restarted") => void,
 *   onLost?: () => void,
 * }} PostgresOptions
 * @typedef {{ url: string, stop: () => Promise<void> }} Postgres `url` signs in as the owner of the database
 */

/** More than this many deaths in a minute and the server is given up. */
const deathsPerMinute = 5;

/**
 * Starts the embedded PostgreSQL on `folder`, creating the cluster at first, and keeps it running: a server that dies
 * is started again on the same port. It listens on 127.0.0.1 only, with a password that lies inside the folder; no
 * socket, no file outside. Recovers from whatever a kill -9 left behind.
 * @param {PostgresOptions} options `throwAway`: for tests, quick and unsafe, the folder is removed by stop();
 * `settings` go on top; `onLost`: the server died too often. Refuses in a sentence when it cannot start.
 * @returns {Promise<Postgres>}
 */
export async function startPostgres({ folder, log = () => {}, throwAway = false, settings = {}, onEvent, onLost }) {
  const account = databaseAccount(folder);
  const { folder: binaries, version } = findBinaries(account, dirname(folder));
  if (!existsSync(folder)) {
    onEvent?.("creating_database");
    await createCluster({ folder, binaries, account, throwAway });
  }
  const found = clusterVersion(folder);
  const brought = version.split(".")[0];
  if (found !== brought) throw new Refusal("other_version", { folder, found: found ?? "?", brought });
  await stopOrphan(folder, () => onEvent?.("stopping_orphan"));

  const access = readAccess(folder);
  access.port = await freePort(access.port);
  writeAccess(folder, access, account);
  const url = `postgres://${owner}:${access.password}@127.0.0.1:${access.port}/${owner}`;
  const launch = () => {
    const child = spawn(
      join(binaries, "bin/postgres"),
      ["-D", folder, ...flags(access.port, throwAway, settings)],
      // Detached: Ctrl-C in the terminal must reach the web server first, which then stops the database.
      {
        cwd: folder,
        detached: true,
        env: { LC_ALL: "C", TZ: "UTC" },
        stdio: ["ignore", "ignore", "pipe"],
        uid: account?.uid,
        gid: account?.gid,
      },
    );
    // Nobody else ends the server when this process ends in a hurry.
    const onExit = () => child.kill(throwAway ? "SIGQUIT" : "SIGINT");
    process.once("exit", onExit);
    child.once("exit", () => process.off("exit", onExit));
    return child;
  };

  let stopping = false;
  let child = await start(launch, url, log, folder);
  /** @type {number[]} */
  const deaths = [];
  const watch = () => child.once("exit", () => void revive());
  const revive = async () => {
    if (stopping) return;
    deaths.push(Date.now());
    if (deaths.filter((time) => time > Date.now() - 60_000).length > deathsPerMinute) return onLost?.();
    try {
      child = await start(launch, url, log, folder);
    } catch {
      return stopping ? undefined : onLost?.(); // the reason is in the log
    }
    watch();
    if (stopping) child.kill("SIGINT");
    else onEvent?.("database_restarted");
  };
  watch();

  return {
    url,
    async stop() {
      stopping = true;
      if (child.exitCode === null && child.signalCode === null && child.pid) await stopServer(child.pid);
      if (throwAway) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Launches the server and waits until it answers. Tried for ten seconds, because the workers of a killed server live
 * on for a moment and hold its memory. @param {() => import("node:child_process").ChildProcess} launch
 * @param {string} url @param {(text: string) => void} log @param {string} folder
 */
async function start(launch, url, log, folder) {
  let output = "";
  const end = Date.now() + 10_000;
  do {
    output = "";
    const child = launch();
    child.on("error", (error) => (output += error.message));
    child.stderr?.on("data", (/** @type {Buffer} */ chunk) => {
      output = (output + chunk.toString()).slice(-10_000);
      log(chunk.toString());
    });
    if (await answers(child, url)) return child;
    await sleep(250);
  } while (Date.now() < end && /still in use|already exists/.test(output));
  throw new Refusal("postgres_failed", { folder }, lastLines(output, 5));
}

/** True when the owner can sign in to the database (made on the way); false when the process ended first. @param {import("node:child_process").ChildProcess} child @param {string} url */
async function answers(child, url) {
  while (child.pid && child.exitCode === null && child.signalCode === null) {
    const client = new pg.Client({ connectionString: Object.assign(new URL(url), { pathname: "/postgres" }).href });
    client.on("error", () => {}); // the server may end under the connection: seen by the loop
    try {
      await client.connect();
      const { rowCount } = await client.query("select from pg_database where datname = $1", [owner]);
      if (!rowCount) await client.query(`create database ${owner}`);
      return true;
    } catch (error) {
      // Starting up, or replaying what a crash left, which may take its time; a wrong password stays wrong.
      if (/** @type {{ code?: string }} */ (error).code === "28P01") child.kill("SIGINT");
      await sleep(25);
    } finally {
      await client.end().catch(() => {});
    }
  }
  return false;
}

/** Settings for one machine that the web server shares. @param {number} port @param {boolean} throwAway @param {Record<string, string | number>} settings */
function flags(port, throwAway, settings) {
  const memory = totalmem() / 2 ** 20;
  const all = {
    port,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: 60,
    shared_buffers: `${Math.round(Math.min(512, Math.max(64, memory / 16)))}MB`,
    effective_cache_size: `${Math.round(memory / 4)}MB`,
    maintenance_work_mem: "128MB",
    random_page_cost: 1.1,
    jit: "off",
    timezone: "UTC",
    log_timezone: "UTC",
    log_line_prefix: "%m [%p] %q%u@%d ",
    log_lock_waits: "on",
    log_checkpoints: "off",
    fsync: throwAway ? "off" : "on",
    synchronous_commit: throwAway ? "off" : "on",
    full_page_writes: throwAway ? "off" : "on",
    ...settings,
  };
  return Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}
