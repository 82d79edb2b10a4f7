import { readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { words } from "../e2e/support/words";
import { GOOD_ROWS, table } from "../support/workbooks";
import { type Answer, signIn, upload } from "./door";
import type { Kehu } from "./kehu";
import { seconds, type Suite } from "./suite";
import { type Variant, variants } from "./variants";
import { megabytesOf, p95, watch } from "./watch";

const AT_ONCE = 4;
const WARM_UP = 8;
const LIMIT_MS = 30_000;
const LIMIT_PING_MS = 500;
const LIMIT_GROWTH_MB = 100;

/** Said of a file only when our own reading failed: a finding, however politely it is put. */
const OURS = [words("errors.unexpected"), words("sheet.error.unreadable")];

type Tried = { file: Variant; answer: Answer; ms: number };

/** IM-01 to IM-04, IM-15: files that nobody should send, four at a time, at a server that people are working with. */
export const hostileFilesSuite: Suite = {
  about: "hostile and broken files at the upload door of a running server, 4 at a time",
  times: 200,
  minutes: (times) => 1 + Math.ceil(times / 60),
  async run(kehu, times, seed) {
    const cookie = await signIn(kehu.base, "sales");
    const good = { name: "customers.xlsx", content: table(GOOD_ROWS) };
    for (let done = 0; done < WARM_UP; done++) await upload(kehu.base, cookie, good);
    const before = { server: megabytesOf(kehu.pid()), pid: kehu.pid(), ...(await kept(kehu)) };

    const watcher = watch(kehu.base, before.pid);
    const files = variants(times, seed);
    const tried: Tried[] = [];
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (const file of files) tried.push(await send(kehu.base, cookie, file));
      }),
    );
    const seen = await watcher.stop();
    await sleep(3_000); // what is left of the last readers
    const after = { server: megabytesOf(kehu.pid()), ...(await kept(kehu)) };

    const accepted = new Set(tried.flatMap(({ answer }) => answer.id ?? [])).size;
    const growth = after.server - before.server;
    const ping = p95(seen.pings);
    report(tried, accepted);
    console.log(`  /api/health meanwhile: ${seen.pings.length} answers, p95 ${ping.toFixed(0)} ms, ${seen.lost} lost`);
    console.log(
      `  memory of the server: ${before.server.toFixed(0)} MB before, ${after.server.toFixed(0)} MB after, ` +
        `at most ${seen.peak.toFixed(0)} MB alone and ${seen.peakWithReaders.toFixed(0)} MB with its readers`,
    );
    return [
      ...tried.flatMap(faults),
      ...differ("imports", after.imports - before.imports, accepted),
      ...differ("stored files", after.files - before.files, accepted),
      ...(isAlive(kehu.pid()) && seen.lost === 0
        ? []
        : [`The server went away: ${seen.lost} pings without an answer.`]),
      ...(growth > LIMIT_GROWTH_MB ? [`The server grew by ${growth.toFixed(0)} MB.`] : []),
      ...(ping > LIMIT_PING_MS ? [`Others waited: the p95 of /api/health was ${ping.toFixed(0)} ms.`] : []),
    ];
  },
};

async function send(base: string, cookie: string, file: Variant): Promise<Tried> {
  const started = performance.now();
  const answer = await upload(base, cookie, file).catch((error: unknown) => ({ status: 0, text: causeOf(error) }));
  // The bytes are not needed any more; 200 files of 20 MB would be missed.
  return { file: { ...file, content: Buffer.alloc(0) }, answer, ms: performance.now() - started };
}

const causeOf = (error: unknown) => String(error instanceof Error ? (error.cause ?? error) : error);
const isAlive = (pid: number) => megabytesOf(pid) > 0;

/** What stayed of the uploads. */
async function kept({ database, files }: Kehu) {
  const { rows } = await database.query<{ imports: number }>("select count(*)::int as imports from imports");
  return { imports: rows[0]!.imports, files: readdirSync(join(files, "uploads")).length };
}

/** What is wrong with an answer: either an import was made, or a sentence says why not. */
function faults({ file, answer, ms }: Tried): string[] {
  const { status, id, message, text } = answer;
  const made = status === 201 && id !== undefined;
  const refused = status >= 400 && status < 500 && message !== undefined && message.length > 3;
  const found: string[] = [];
  if (!made && !refused) found.push(`answered ${status} ${text.slice(0, 200)}`);
  if (made && file.hopeless) found.push("became an import");
  if (message && OURS.includes(message)) found.push(`answered ${status} ${message}`);
  if (ms > LIMIT_MS) found.push(`took ${seconds(ms)}`);
  return found.map((sentence) => `A file (${file.title}; ${file.name.slice(0, 40)}) ${sentence}.`);
}

const differ = (what: string, found: number, expected: number) =>
  found === expected ? [] : [`${found} ${what} for ${expected} accepted files.`];

function report(tried: readonly Tried[], accepted: number): void {
  const told = new Map<string, number>();
  for (const { answer } of tried) {
    const key = `${answer.status} ${answer.message ?? ""}`.trim();
    told.set(key, (told.get(key) ?? 0) + 1);
  }
  console.log(`  ${tried.length} files: ${tried.length - accepted} refused, ${accepted} readable after all`);
  for (const [answer, count] of [...told].sort(([, one], [, other]) => other - one))
    console.log(`  ${String(count).padStart(5)} × ${answer}`);
  const slowest = tried.reduce((one, other) => (other.ms > one.ms ? other : one));
  console.log(`  slowest: ${seconds(slowest.ms)} (${slowest.file.title})`);
}
