import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "./build.mjs";
import { throwAwayFolder } from "./data-folder.mjs";
import { install } from "./install.mjs";
import { project } from "./paths.mjs";
import { freePort } from "./port.mjs";
import { isGoneWithin, run } from "./processes.mjs";
import { say, sayFailure } from "./say.mjs";
import { stopOnSignal } from "./shutdown.mjs";
import { waitUntilReady } from "./wait.mjs";

/**
 * npm run e2e: the production build with the demo data, on a database and a port of its own, and the end-to-end tests
 * against it. Everything is stopped and removed at the end, also after a failure.
 * @param {string[]} args `--screenshots FOLDER` keeps a picture of each screen; the others are passed on to vitest
 */
export async function e2e(args) {
  const running = stopOnSignal();
  const pictures = args.indexOf("--screenshots");
  if (pictures >= 0) process.env.E2E_SCREENSHOTS = args.splice(pictures, 2)[1] ?? "screenshots";
  let code = 1;
  try {
    await install();
    await build();
    code = await runTests(args, running);
  } catch (error) {
    sayFailure(error);
  }
  await running.stop(code, { quiet: true });
}

/** @param {string[]} args @param {ReturnType<typeof stopOnSignal>} running */
async function runTests(args, running) {
  const { migrate, seedDemo } = await import("./database.mjs");
  const { startPostgres } = await import("./postgres.mjs");
  const folder = throwAwayFolder();
  const database = await startPostgres({ folder, throwAway: true });
  running.push(database.stop);
  const files = `${folder}-files`;
  running.push(() => rmSync(files, { recursive: true, force: true }));

  const port = await freePort();
  const address = `http://localhost:${port}`;
  Object.assign(process.env, {
    APP_BASE_URL: address,
    APP_ENV: "demo",
    DATABASE_URL: database.url,
    KEHU_DATA: files,
    METRICS_TOKEN: randomUUID(),
    PORT: String(port),
  });
  say("migrating");
  await migrate();
  await seedDemo();

  const server = spawn(process.execPath, [join(project, "scripts/start.mjs")], {
    cwd: project,
    stdio: ["ignore", "ignore", "inherit"],
  });
  running.push(async () => {
    server.kill("SIGTERM");
    if (server.pid && !(await isGoneWithin(server.pid, 15_000))) server.kill("SIGKILL");
  });
  await waitUntilReady("127.0.0.1", port);
  const { code } = await run(
    process.execPath,
    [join(project, "node_modules/vitest/vitest.mjs"), "run", "--project", "e2e", ...args],
    { cwd: project, env: { ...process.env, NODE_ENV: "test", E2E_BASE_URL: address }, show: true },
  );
  return code;
}
