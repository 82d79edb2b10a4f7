import { execFileSync, spawnSync } from "node:child_process";
import { statSync } from "node:fs";

/** @typedef {{ name: string, uid: number, gid: number }} Account */

/**
 * The system user that the embedded database runs under; undefined when this process is an ordinary user, who simply
 * runs it. PostgreSQL refuses to run as root, so root uses `postgres`, else `nobody`: no user is ever created.
 * A data folder that exists keeps its owner, even when a `postgres` user appears later.
 * @param {string} [folder] the database's folder @returns {Account | undefined}
 */
export function databaseAccount(folder) {
  if (process.getuid?.() !== 0) return undefined;
  const owner = folder ? ownerOf(folder) : undefined;
  if (owner?.uid) return { name: `#${owner.uid}`, uid: owner.uid, gid: owner.gid };
  const account = find("postgres") ?? find("nobody");
  if (!account) throw new Error("This system has neither a user postgres nor a user nobody.");
  return account;
}

/** True when the account can enter the folder. Asked of the system itself, which knows about ACLs and mounts. @param {Account | undefined} account @param {string} folder */
export function canEnter(account, folder) {
  if (!account) return true;
  const { uid, gid } = account;
  return spawnSync("/bin/sh", ["-c", 'cd -- "$1"', "sh", folder], { uid, gid, cwd: "/", stdio: "ignore" }).status === 0;
}

/** @param {string} folder */
function ownerOf(folder) {
  try {
    return statSync(folder);
  } catch {
    return undefined; // not made yet, or cannot be: told when it is made
  }
}

/** @param {string} name @returns {Account | undefined} */
function find(name) {
  const ask = (/** @type {string} */ option) =>
    Number(execFileSync("id", [option, name], { stdio: ["ignore", "pipe", "ignore"] }).toString());
  try {
    return { name, uid: ask("-u"), gid: ask("-g") };
  } catch {
    return undefined; // no such user
  }
}
