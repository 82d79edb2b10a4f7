import { readFileSync } from "node:fs";
import { join } from "node:path";
import { npm } from "./npm.mjs";
import { project } from "./paths.mjs";
import { lastLines } from "./processes.mjs";
import { Refusal, say } from "./say.mjs";

/** @typedef {{ packages: Record<string, { version?: string, optional?: boolean, link?: boolean }> }} Lock */

/**
 * True when node_modules holds exactly what package-lock.json asks for. npm writes what it installed into
 * node_modules/.package-lock.json as its last step, so an interrupted or a production-only install counts as absent.
 */
export function isInstalled(folder = project) {
  const wanted = readLock(join(folder, "package-lock.json"));
  const present = readLock(join(folder, "node_modules/.package-lock.json"));
  if (!wanted || !present) return false;
  return Object.entries(wanted.packages).every(([path, entry]) => {
    if (path === "") return true;
    const found = present.packages[path];
    return found ? found.version === entry.version : entry.optional === true;
  });
}

/** Installs the packages with `npm ci` when they are absent or stale. Needs nothing but Node and npm. */
export async function install() {
  if (isInstalled()) return;
  say("installing");
  // The Node version was checked for what runs Kehu; a tool for developers that wants a newer one must not stop it.
  const { code, output } = await npm(["ci", "--include=dev", "--engine-strict=false", "--no-audit", "--no-fund"]);
  if (code !== 0) throw new Refusal("install_failed", { code }, lastLines(output));
}

/** @param {string} path @returns {Lock | undefined} */
function readLock(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined; // absent or cut off: both mean "install"
  }
}
