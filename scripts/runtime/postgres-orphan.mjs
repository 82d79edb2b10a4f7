import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { commandLineOf, isAlive, isGoneWithin } from "./processes.mjs";

/**
 * Stops a server that an earlier, killed process left running on `folder`, and removes a lock file whose process id
 * meanwhile belongs to a stranger (PostgreSQL itself would refuse to start then). Only call it when no other Kehu can
 * be using the folder. @param {string} folder @param {() => void} [onFound] called before an orphan is stopped
 */
export async function stopOrphan(folder, onFound) {
  const file = join(folder, "postmaster.pid");
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, "utf8").split("\n")[0]);
  if (!(pid > 0) || !isAlive(pid)) return; // PostgreSQL recovers from a stale file by itself
  if (!commandLineOf(pid).includes(folder)) return rmSync(file, { force: true });
  onFound?.();
  await stopServer(pid);
}

/**
 * Stops a server: first in the orderly way that ends all connections (fast shutdown), then harder.
 * @param {number} pid
 */
export async function stopServer(pid) {
  for (const [signal, patience] of /** @type {const} */ ([
    ["SIGINT", 20_000],
    ["SIGQUIT", 5_000],
    ["SIGKILL", 5_000],
  ])) {
    try {
      process.kill(pid, signal);
    } catch {
      return; // gone
    }
    if (await isGoneWithin(pid, patience)) return;
  }
}
