import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { birthOf, isAlive } from "./processes.mjs";
import { Refusal } from "./say.mjs";

/** @typedef {{ pid: number, birth: string, address?: string }} Holder */

/**
 * Makes this process the only one that runs Kehu on a data folder; the lock of a process that is gone counts as free.
 * Waits a moment for a predecessor that is on its way out. Refuses with its process id and address when it stays.
 * @param {string} folder @param {number} [patience] in milliseconds
 */
export async function takeLock(folder, patience = 5_000) {
  const file = join(folder, "up.lock");
  const mine = { pid: process.pid, birth: birthOf(process.pid) };
  const end = Date.now() + patience;
  for (;;) {
    try {
      writeFileSync(file, JSON.stringify(mine), { flag: "wx", mode: 0o600 });
      break;
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EEXIST") throw error;
    }
    const holder = readHolder(file);
    if (!holder) rmSync(file, { force: true });
    else if (Date.now() < end) await sleep(100);
    else throw new Refusal("already_running", { pid: holder.pid, where: holder.address ? `, ${holder.address}` : "" });
  }
  return {
    /** Lets others know where this one serves. @param {string} address */
    publish: (address) => writeFileSync(file, JSON.stringify({ ...mine, address })),
    release: () => rmSync(file, { force: true }),
  };
}

/** @param {string} file @returns {Holder | undefined} the living holder */
function readHolder(file) {
  try {
    const holder = /** @type {Holder} */ (JSON.parse(readFileSync(file, "utf8")));
    return isAlive(holder.pid) && birthOf(holder.pid) === holder.birth ? holder : undefined;
  } catch {
    return undefined; // gone in the meantime, or cut off by a crash
  }
}
