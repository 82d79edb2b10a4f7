import { join } from "node:path";
import pg from "pg";
import { boundedLog } from "./bounded-log.mjs";
import { project } from "./paths.mjs";
import { startPostgres } from "./postgres.mjs";
import { lastLines, run } from "./processes.mjs";
import { Refusal, say } from "./say.mjs";

/**
 * The database to work with: the server of DATABASE_URL when that is set, else the embedded one.
 * @param {{ dataFolder: string, onLost: () => void }} options @returns {Promise<import("./postgres.mjs").Postgres>}
 */
export async function openDatabase({ dataFolder, onLost }) {
  const given = process.env.DATABASE_URL;
  if (given) {
    await checkDatabase(given);
    return { url: given, stop: async () => {} };
  }
  const log = boundedLog(join(dataFolder, "logs/postgres.log"));
  return startPostgres({ folder: join(dataFolder, "postgres"), log, onEvent: (event) => say(event), onLost });
}

/** Refuses a database that cannot be reached or cannot serve. The sentence never holds the password. @param {string} url */
export async function checkDatabase(url) {
  if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol)) throw new Refusal("database_url_invalid");
  const { host, pathname } = new URL(url);
  const place = host + pathname;
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on("error", () => {}); // reported by the query that it breaks
  try {
    await client.connect();
    const { rows } = await client.query(
      "select current_setting('server_version_num')::int as number, current_setting('server_version') as version, current_setting('server_encoding') as encoding",
    );
    const { number, version, encoding } = rows[0];
    if (number < 150_000) throw new Refusal("database_too_old", { place, version });
    if (encoding !== "UTF8") throw new Refusal("database_not_utf8", { place, encoding });
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal("database_unreachable", { place, reason: reasonOf(error) });
  } finally {
    await client.end().catch(() => {});
  }
}

/** Brings the tables up to date, as the owner of the database. */
export async function migrate() {
  await runScript("scripts/migrate.ts");
}

/** Loads the demo company into a database that has no users yet. */
export async function seedDemo() {
  await runScript("scripts/seed.ts", "--profile=demo", "--if-empty");
}

/** @param {string} script @param {...string} args */
async function runScript(script, ...args) {
  const { code, output } = await run(process.execPath, ["--import", "tsx", join(project, script), ...args], {
    cwd: project,
  });
  if (code !== 0) throw new Refusal("script_failed", { script, code }, lastLines(output));
}

/** A connection tried on several addresses fails with one error that holds the others and says nothing itself. @param {unknown} error */
function reasonOf(error) {
  const first = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error ? first.message : String(first);
}
