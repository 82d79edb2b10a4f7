import { hash } from "@node-rs/argon2";
import { drizzle } from "drizzle-orm/node-postgres";
import { parseArgs } from "node:util";
import pg from "pg";
import { type Rules, seedDemo } from "@/db/seed/demo";
import { seedLarge } from "@/db/seed/large";
import { dateIn } from "@/lib/core/dates";
import { creditCheck } from "@/lib/customers/registration-number";
import { formatNumber, periodOf } from "@/lib/numbering/format";

// npm run seed -- --profile=demo|large [--if-empty] [--seed=n]: fills an installation that has no users yet.
const profiles = { demo: seedDemo, large: seedLarge };
const PASSWORD = "kehu-demo";

const { values } = parseArgs({
  options: {
    profile: { type: "string", default: "demo" },
    "if-empty": { type: "boolean", default: false },
    seed: { type: "string", default: "1" },
  },
});

function stop(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

const url = process.env.DATABASE_URL ?? stop("Set DATABASE_URL to the database that Kehu should use.");
if (process.env.APP_ENV === "production")
  stop("Demo data is refused in production (APP_ENV): its passwords are known to everybody.");
const profile =
  values.profile in profiles
    ? (values.profile as keyof typeof profiles)
    : stop(`There is no profile "${values.profile}": choose demo or large.`);
const seed = /^\d{1,9}$/.test(values.seed) ? Number(values.seed) : stop("--seed takes a whole number.");

const client = new pg.Client({ connectionString: url });
await client.connect();
try {
  await client.query("begin");
  // Two starts at once take turns: the second one finds the users of the first.
  await client.query("select pg_advisory_xact_lock(7105)");
  const { rowCount } = await client.query("select from users limit 1");
  if (rowCount === 0) {
    const rules: Rules = { passwordHash: await demoHash(), creditCheck, dateIn, periodOf, formatNumber };
    await profiles[profile](drizzle({ client, casing: "snake_case" }), { now: new Date(), seed, rules });
    await client.query("commit");
    await client.query("analyze customers, contacts, users, audit_events, audit_changes");
  } else if (!values["if-empty"]) {
    console.error("This database has users already: demo data goes only into an empty installation.");
    process.exitCode = 1;
  }
} catch (error) {
  console.error(
    `The demo data could not be loaded: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  );
  process.exitCode = 1;
} finally {
  await client.end(); // an open transaction ends with it
}

/** The same cost as every password (19 MiB, two passes, one lane); hashed once, as all demo users share it. */
function demoHash(): Promise<string> {
  return hash(PASSWORD, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
}
