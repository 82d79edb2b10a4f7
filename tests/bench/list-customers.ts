import pg from "pg";
import { SESSION_HOURS, sessionCookie } from "@/lib/core/session-cookie";
import { writeToken } from "@/lib/core/session-token";
import { load, type Measured, median } from "./measure";
import { benchDatabase, benchServer } from "./server";

export type Line = {
  name: string;
  value: number;
  unit: string;
  baseline: number;
  ratio: number;
  n: number;
  seed: number;
};

const ROUNDS = 5;
const SECONDS = 4;
const CONNECTIONS = 8;
const SECRET = "the benchmark's own secret, of no worth elsewhere";

/**
 * SPD-01 on 200,000 customers: the customer list of a signed-in salesperson (session, scope, filter, sort, total, 50 rows, 10
 * columns) against the bare page, both in turn, medians; and the same list with its table as server markup.
 */
export async function listCustomers(seed: number): Promise<Line[]> {
  const database = await benchDatabase(seed);
  const server = await benchServer(database.url, SECRET).catch(async (error: unknown) => {
    await database.stop();
    throw error;
  });
  try {
    const cookie = await signIn(database.url, server.base);
    const pages = {
      bare: `${server.base}/baseline-list`,
      list: `${server.base}/customers?ownership=private`,
      markup: `${server.base}/customers/server-markup?ownership=private`,
    };
    const rounds: Record<keyof typeof pages, Measured[]> = { bare: [], list: [], markup: [] };
    for (const url of Object.values(pages)) await load(url, 2, CONNECTIONS, { cookie });
    for (let round = 0; round < ROUNDS; round++)
      for (const name of ["bare", "list", "markup"] as const)
        rounds[name].push(await load(pages[name], SECONDS, CONNECTIONS, { cookie }));
    const of = (name: keyof typeof pages, pick: (one: Measured) => number) => median(rounds[name].map(pick));
    const line = (name: string, subject: keyof typeof pages, pick: (one: Measured) => number, unit: string): Line => {
      const [value, baseline] = [of(subject, pick), of("bare", pick)];
      return {
        name,
        value: round(value),
        unit,
        baseline: round(baseline),
        ratio: round(value / baseline),
        n: ROUNDS,
        seed,
      };
    };
    return [
      line("list-customers", "list", (one) => one.perSecond, "pages/s"),
      line("list-customers-server-markup", "markup", (one) => one.perSecond, "pages/s"),
      line("list-customers-p50", "list", (one) => one.p50, "ms"),
      line("list-customers-p95", "list", (one) => one.p95, "ms"),
      line("list-customers-html", "list", (one) => one.bytes, "bytes"),
      line("list-customers-server-markup-html", "markup", (one) => one.bytes, "bytes"),
    ];
  } finally {
    await server.stop();
    await database.stop();
  }
}

const round = (value: number) => Math.round(value * 1000) / 1000;

/** A session of the salesperson, as the sign-in would make it. */
async function signIn(url: string, base: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ id: string }>(
    `insert into user_sessions (user_id, audience, created_at, last_seen_at, expires_at, address, agent)
     select id, 'staff', now(), now(), now() + make_interval(hours => $1), '127.0.0.1', 'bench' from users where login = 'sales' returning id`,
    [SESSION_HOURS],
  );
  await client.end();
  const token = await writeToken({ sid: rows[0]!.id, audience: "staff", modules: ["customers", "contacts"] }, SECRET);
  return `${sessionCookie(base).name}=${token}`;
}
