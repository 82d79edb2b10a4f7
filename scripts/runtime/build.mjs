import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { project } from "./paths.mjs";
import { lastLines, run } from "./processes.mjs";
import { Refusal, say } from "./say.mjs";

/** What lies in the project's folder but cannot change the build. */
const notBuilt = /^(node_modules|tests|docs|scripts|test-results|next-env\.d\.ts|.*\.md|.*\.tsbuildinfo|\.(?!env).*)$/;

/**
 * A hash over the contents of all files that go into the build. Contents, not times and sizes: a fresh clone has new
 * times for old files, and an edit can keep the size.
 */
export function sourceStamp(folder = project) {
  const hash = createHash("sha256");
  for (const entry of sorted(folder).filter((entry) => !notBuilt.test(entry.name))) add(hash, folder, "", entry);
  return hash.digest("hex");
}

/** True when .next holds a complete build of the present source. */
export function isBuilt(folder = project, stamp = sourceStamp(folder)) {
  return hasBuild(folder) && existsSync(stampFile(folder)) && readFileSync(stampFile(folder), "utf8") === stamp;
}

/** True when there is any complete build, of whatever source. */
export function hasBuild(folder = project) {
  return existsSync(join(folder, ".next/BUILD_ID"));
}

/** Builds when the build is absent or stale. The stamp is written last, so an interrupted build counts as stale. */
export async function build({ show = false } = {}) {
  const stamp = sourceStamp();
  if (isBuilt(project, stamp)) return;
  say("building");
  rmSync(stampFile(project), { force: true });
  const { code, output } = await run(process.execPath, [join(project, "node_modules/next/dist/bin/next"), "build"], {
    cwd: project,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    show,
  });
  if (code !== 0) throw new Refusal("build_failed", {}, lastLines(output, 40));
  writeFileSync(stampFile(project), stamp);
}

/** @param {string} folder */
const stampFile = (folder) => join(folder, ".next/kehu-source-stamp");

/** Sorted, so that the stamp does not depend on the file system's order. @param {string} folder */
const sorted = (folder) =>
  readdirSync(folder, { withFileTypes: true }).sort((one, other) => (one.name < other.name ? -1 : 1));

/** @param {import("node:crypto").Hash} hash @param {string} folder @param {string} path @param {import("node:fs").Dirent} entry */
function add(hash, folder, path, entry) {
  const full = join(folder, entry.name);
  const name = `${path}/${entry.name}`;
  if (entry.isDirectory()) {
    for (const child of sorted(full)) add(hash, full, name, child);
  } else if (entry.isFile()) {
    const content = readFileSync(full);
    hash.update(`${name}\0${content.length}\0`).update(content);
  }
}
