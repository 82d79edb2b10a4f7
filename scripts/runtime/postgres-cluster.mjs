import { randomBytes } from "node:crypto";
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { lastLines, run } from "./processes.mjs";
import { Refusal } from "./say.mjs";

/** @typedef {import("./account.mjs").Account | undefined} MaybeAccount */

/**
 * The character type only matters to pg_trgm, which finds no letters in Chinese text under plain C. The first that
 * the system knows is taken; sorting and lower case come from PostgreSQL itself and are the same everywhere.
 */
const characterTypes = ["C.UTF-8", "en_US.UTF-8", "UTF-8", "C"];

/** The role that owns the database, and the database. */
export const owner = "kehu";

/** What is kept beside the database's own files: how to sign in to it and where it last listened. @typedef {{ password: string, port: number }} Access */

/**
 * Makes a new cluster in `folder`. It is made under another name and renamed at the end, so that what is there is
 * always whole. @param {{ folder: string, binaries: string, account: MaybeAccount, throwAway: boolean }} options
 */
export async function createCluster({ folder, binaries, account, throwAway }) {
  const parent = dirname(folder);
  mkdirSync(parent, { recursive: true });
  removeUnfinished(folder);
  const unfinished = `${folder}.new-${process.pid}`;
  const passwordFile = `${unfinished}.password`;
  const password = randomBytes(24).toString("base64url");
  try {
    give(writeSecret(passwordFile, password), account);
    let result = { code: 1, output: "" };
    for (const characters of characterTypes) {
      mkdirSync(unfinished, { mode: 0o700 });
      give(unfinished, account);
      result = await run(join(binaries, "bin/initdb"), options(unfinished, passwordFile, characters, throwAway), {
        cwd: unfinished,
        env: { LC_ALL: "C", PATH: process.env.PATH, TZ: "UTC" },
        uid: account?.uid,
        gid: account?.gid,
      });
      if (result.code === 0) break;
      rmSync(unfinished, { recursive: true, force: true });
      if (!/invalid locale/.test(result.output)) break;
    }
    if (result.code !== 0) throw new Refusal("initdb_failed", { folder }, lastLines(result.output, 5));
    writeAccess(unfinished, { password, port: 0 }, account);
    renameSync(unfinished, folder);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** @param {string} pgdata @param {string} passwordFile @param {string} characters @param {boolean} throwAway */
const options = (pgdata, passwordFile, characters, throwAway) => [
  `--pgdata=${pgdata}`,
  `--username=${owner}`,
  `--pwfile=${passwordFile}`,
  "--auth=scram-sha-256",
  "--encoding=UTF8",
  "--locale-provider=builtin",
  "--builtin-locale=C.UTF-8",
  "--locale=C",
  `--lc-ctype=${characters}`,
  "--no-instructions",
  ...(throwAway ? ["--no-data-checksums", "--no-sync"] : ["--data-checksums"]),
];

/** The PostgreSQL version that made the cluster ("18"), undefined when there is none. @param {string} folder */
export function clusterVersion(folder) {
  const file = join(folder, "PG_VERSION");
  return existsSync(file) ? readFileSync(file, "utf8").trim() : undefined;
}

/** @param {string} folder @returns {Access} */
export function readAccess(folder) {
  return JSON.parse(readFileSync(join(folder, "kehu.json"), "utf8"));
}

/** @param {string} folder @param {Access} access @param {MaybeAccount} account */
export function writeAccess(folder, access, account) {
  const file = join(folder, "kehu.json");
  give(writeSecret(`${file}.new`, JSON.stringify(access)), account);
  renameSync(`${file}.new`, file);
}

/** @param {string} file @param {string} content */
function writeSecret(file, content) {
  rmSync(file, { force: true });
  writeFileSync(file, content, { mode: 0o600, flag: "wx" });
  return file;
}

/** What a killed start left behind. @param {string} folder */
function removeUnfinished(folder) {
  const parent = dirname(folder);
  const prefix = `${folder.slice(parent.length + 1)}.new-`;
  for (const name of readdirSync(parent))
    if (name.startsWith(prefix)) rmSync(join(parent, name), { recursive: true, force: true });
}

/** @param {string} path @param {MaybeAccount} account */
function give(path, account) {
  if (account) chownSync(path, account.uid, account.gid);
}
