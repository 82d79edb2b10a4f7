import { createHash, randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, statfsSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { canEnter, databaseAccount } from "./account.mjs";
import { project } from "./paths.mjs";
import { isAlive } from "./processes.mjs";
import { Refusal } from "./say.mjs";

/** A new database with the demo data needs about 150 MB, a running one must be able to write its log (WAL). */
const neededMegabytes = 200;

/**
 * The folder for everything that Kehu keeps outside a given database (embedded database, uploads, secret), made when
 * it is absent. KEHU_DATA, else .kehu in the project. As root the embedded database runs under another user; where
 * that user cannot reach the project, a folder under /var/lib is taken, named after the project's path, so that it
 * is found again and two clones do not share it.
 * @param {{ embedded: boolean }} options whether the embedded database will live there
 */
export function openDataFolder({ embedded }) {
  const folder = resolve(project, process.env.KEHU_DATA || ".kehu");
  const account = embedded ? databaseAccount(join(folder, "postgres")) : undefined;
  makeUsable(folder, account !== undefined);
  if (canEnter(account, folder)) return folder;
  // A database that is there already is never left behind in silence for an empty one elsewhere.
  if (process.env.KEHU_DATA || existsSync(join(folder, "postgres")))
    throw new Refusal("folder_unreachable", { folder, user: account?.name });
  const elsewhere = join("/var/lib/kehu", nameOf(folder));
  makeUsable(elsewhere, true);
  if (!canEnter(account, elsewhere))
    throw new Refusal("folder_unreachable", { folder: elsewhere, user: account?.name });
  return elsewhere;
}

/**
 * Temporary files and caches of this process and of what it starts go into the data folder, because nothing outside
 * the project is touched. The temporary ones that an earlier run left are removed. @param {string} folder
 */
export function keepTracesIn(folder) {
  const temporary = join(folder, "tmp");
  const cache = join(folder, "cache");
  rmSync(temporary, { recursive: true, force: true });
  for (const made of [temporary, cache]) mkdirSync(made, { recursive: true, mode: 0o700 });
  // The compiler behind next-intl unpacks itself into the user's home unless it is told where.
  Object.assign(process.env, { TMPDIR: temporary, SWC_NATIVE_BINDING_CACHE: cache });
}

/**
 * A folder for a database that lives as long as this process: inside the data folder, named after the process.
 * Those of processes that were killed before they could tidy up are removed on the way.
 */
export function throwAwayFolder() {
  const base = openDataFolder({ embedded: true });
  for (const name of readdirSync(base)) {
    const pid = /^test-(\d+)-/.exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) rmSync(join(base, name), { recursive: true, force: true });
  }
  return join(base, `test-${process.pid}-${randomBytes(4).toString("hex")}`);
}

/** Makes the folder and proves that it can be written. @param {string} folder @param {boolean} shared whether another user passes through it */
export function makeUsable(folder, shared) {
  try {
    mkdirSync(folder, { recursive: true });
    // Others may pass through to what is theirs, but see and read nothing.
    chmodSync(folder, shared ? 0o711 : 0o700);
    const probe = join(folder, `.probe-${process.pid}`);
    writeFileSync(probe, "");
    rmSync(probe);
  } catch (error) {
    throw refusalFor(folder, /** @type {NodeJS.ErrnoException} */ (error));
  }
  const { bavail, bsize } = statfsSync(folder);
  const free = Math.floor((bavail * bsize) / 2 ** 20);
  if (free < neededMegabytes) throw new Refusal("folder_full", { folder, free, needed: neededMegabytes });
}

/** @param {string} folder @param {NodeJS.ErrnoException} error */
function refusalFor(folder, error) {
  if (error.code === "ENOSPC") return new Refusal("folder_full", { folder, free: 0, needed: neededMegabytes });
  let part = folder;
  while (!existsSync(part)) part = dirname(part);
  if (!statSync(part).isDirectory()) return new Refusal("folder_is_file", { folder, part });
  return new Refusal("folder_not_writable", { folder, reason: error.code ?? error.message });
}

/** @param {string} folder */
const nameOf = (folder) =>
  `${basename(dirname(folder)).replace(/[^\w.-]/g, "_")}-${createHash("sha256").update(folder).digest("hex").slice(0, 12)}`;
