import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { closePools } from "@/db/client";
import { closeQueue } from "@/lib/core/queue";
import { build } from "@/scripts/runtime/build.mjs";
import { throwAwayFolder } from "@/scripts/runtime/data-folder.mjs";
import { migrate, seedDemo } from "@/scripts/runtime/database.mjs";
import { project } from "@/scripts/runtime/paths.mjs";
import { freePort } from "@/scripts/runtime/port.mjs";
import { startPostgres } from "@/scripts/runtime/postgres.mjs";
import { isGoneWithin } from "@/scripts/runtime/processes.mjs";
import { waitUntilReady } from "@/scripts/runtime/wait.mjs";

const LOG_CHARS = 4_000;

/**
 * A Kehu to be mistreated: the production build with the demo data on a database of its own, served by a process of its own.
 * This process may use the pools too: DATABASE_URL points to the same database.
 */
export type Kehu = {
  base: string;
  /** Where uploads lie. */
  files: string;
  /** As the owner of the database: for counting, past all rights. */
  database: pg.Pool;
  /** The process id of the server; another one after every start. */
  pid: () => number;
  /** kill -9, as a power failure would. */
  kill: () => Promise<void>;
  /** Starts the server again on the same address and waits until it is ready. */
  start: () => Promise<void>;
  /** The end of what the server wrote. */
  log: () => string;
  /** Stops and removes everything. Safe to call twice. */
  stop: () => Promise<void>;
};

/** Builds where needed, fills a database and starts the server. */
export async function startKehu(): Promise<Kehu> {
  await build();
  const folder = throwAwayFolder();
  const files = `${folder}-files`;
  const postgres = await startPostgres({ folder, throwAway: true });
  Object.assign(process.env, { APP_ENV: "demo", DATABASE_URL: postgres.url });
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const database = new pg.Pool({ connectionString: postgres.url, max: 4 });
  database.on("error", () => undefined); // the database ends before its connections do
  let server: ChildProcess | undefined;
  let log = "";

  const start = async () => {
    server = spawn(process.execPath, [join(project, "scripts/start.mjs")], {
      cwd: project,
      env: {
        ...process.env,
        APP_BASE_URL: base,
        HOST: "127.0.0.1",
        PORT: String(port),
        KEHU_DATA: files,
        LOG_LEVEL: "warn",
        npm_lifecycle_event: "", // it is this process that ends the server
      } as NodeJS.ProcessEnv,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const keep = (text: Buffer) => (log = (log + text.toString()).slice(-LOG_CHARS));
    server.stdout?.on("data", keep);
    server.stderr?.on("data", keep);
    await waitUntilReady("127.0.0.1", port);
  };
  const kill = async (signal: "SIGKILL" | "SIGTERM" = "SIGKILL") => {
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, "exit");
    server.kill(signal);
    if (server.pid && !(await isGoneWithin(server.pid, 15_000))) server.kill("SIGKILL");
    await ended;
  };
  let stopped: Promise<void> | undefined;
  const stop = async () => {
    await kill("SIGTERM");
    await closeQueue();
    await closePools();
    await database.end();
    await postgres.stop();
    rmSync(files, { recursive: true, force: true });
  };
  const kehu: Kehu = {
    base,
    files,
    database,
    pid: () => server?.pid ?? 0,
    kill: () => kill(),
    start,
    log: () => log,
    stop: () => (stopped ??= stop()),
  };
  try {
    await migrate();
    await seedDemo();
    await start();
    return kehu;
  } catch (error) {
    await kehu.stop();
    throw error;
  }
}
