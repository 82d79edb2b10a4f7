import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { project } from "./paths.mjs";
import { lastLines, run } from "./processes.mjs";
import { Refusal, say } from "./say.mjs";

const stampFile = join(project, ".next/kehu-source-stamp");

/** What lies in the project's folder but cannot change the build. */
const notBuilt =
  /^(node_modules|tests|docs|scripts|test-results|next-env\.d\.ts|.*\.md|.*\.tsbuildinfo|.*\.log|\.(?!env).*)$/;

/**
 * A hash over the contents of all files that go into the build. Contents, not times and sizes: a fresh clone has new
 * times for old files, and an edit can keep the size.
 */
export function sourceStamp(folder = project) {
  const hash = createHash("sha256");
  for (const entry of sorted(folder).filter((entry) => !notBuilt.test(entry.name))) add(hash, folder, "", entry);
  return hash.digest("hex");
}

/** True when .next holds a complete build of the source with this stamp. @param {string} stamp */
function isBuilt(stamp) {
  return hasBuild() && existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp;
}

/** True when there is any complete build, of whatever source. */
export function hasBuild() {
  return existsSync(join(project, ".next/BUILD_ID"));
}

/** Builds when the build is absent or stale. The stamp is written last, so an interrupted build counts as stale. */
export async function build({ show = false } = {}) {
  const stamp = sourceStamp();
  if (isBuilt(stamp)) return;
  say("building");
  rmSync(stampFile, { force: true });
  const { code, output } = await run(process.execPath, [join(project, "node_modules/next/dist/bin/next"), "build"], {
    cwd: project,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    show,
  });
  if (code !== 0) throw new Refusal("build_failed", {}, lastLines(output, 40));
  writeFileSync(stampFile, stamp);
}

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
