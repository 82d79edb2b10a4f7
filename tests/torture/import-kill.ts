import { setTimeout as sleep } from "node:timers/promises";
import { randomFrom } from "@/db/seed/random";
import { startCheck, startWrite } from "@/lib/imports/commands";
import { startingMapping } from "@/lib/imports/mapping";
import type { CheckInput } from "@/lib/imports/schema";
import { isGoneWithin } from "@/scripts/runtime/processes.mjs";
import { words } from "../e2e/support/words";
import { chineseCustomers, csv, filledFields, importOf, type Table } from "../support/imports";
import { actAs, contextOf } from "../support/people";
import { signIn, upload } from "./door";
import { halfDone, isWriting, stateOf, tally } from "./import-state";
import type { Kehu } from "./kehu";
import { seconds, type Suite } from "./suite";
import { childrenOf } from "./watch";

const ROWS = 5_000;
const PATIENCE_MS = 180_000;
const ORPHAN_MS = 10_000;

type Phase = "checking" | "writing";
type Person = { id: string; cookie: string };
/** Where an import stood when the server died. */
type Blow = { state: string; inside: boolean; orphans: number };
type Round = { id: string; state: string; took: Record<Phase, number>; blow: Blow | undefined };
/** Kill the server that many milliseconds after a phase was asked for. */
type Plan = { phase: Phase; after: number };

/**
 * JB-02, IM-11: the server is killed (-9) at a random moment of an import, checks and writes in turn, and started again. The
 * import must end by itself, with all of its rows or with none.
 */
export const importKill: Suite = {
  about: `kill -9 of the server in an import of ${ROWS} customers`,
  times: 10,
  minutes: (times) => 1 + Math.ceil(times / 3),
  async run(kehu, times, seed) {
    const { rows } = await kehu.database.query<{ id: string }>("select id from users where login = 'sales'");
    const person = { id: rows[0]!.id, cookie: await signIn(kehu.base, "sales") };
    const random = randomFrom(seed);
    const rounds: Round[] = [];
    const findings: string[] = [];
    const next = async (plan?: Plan) => {
      const before = await tally(kehu.database);
      const round = await importOnce(kehu, person, rounds.length, plan);
      const wrong = await halfDone(kehu.database, round.id, ROWS, before);
      if (round.blow?.orphans) wrong.push(`${round.blow.orphans} reading processes outlived the server.`);
      findings.push(...wrong.map((sentence) => `Import ${rounds.length}: ${sentence}`));
      rounds.push(round);
      return round;
    };
    // Undisturbed at first: it tells how long the phases take here, and that the import would have passed.
    const calm = await next();
    console.log(
      `  undisturbed: check ${seconds(calm.took.checking)}, write ${seconds(calm.took.writing)}, ${calm.state}`,
    );
    for (let number = 1; number <= times; number++) {
      const phase: Phase = number % 2 ? "checking" : "writing";
      const after = random.next() * calm.took[phase];
      const { state, blow } = await next({ phase, after });
      const where = `${blow?.state}${blow?.inside ? ", in an open transaction" : ""}`;
      console.log(`  kill ${number}: ${seconds(after)} after the start of ${phase} (${where}) → ${state}`);
    }
    const fell = (state: string) => rounds.filter(({ blow }) => blow?.state === state).length;
    const others = times - fell("checking") - fell("writing");
    const inside = rounds.filter(({ blow }) => blow?.inside).length;
    const done = rounds.filter(({ state }) => state === "done").length;
    console.log(
      `  ${times} kills: ${fell("checking")} into checking, ${fell("writing")} into writing, ${others} just after; ` +
        `${inside} into an open transaction`,
    );
    console.log(`  ${rounds.length} imports: ${done} wrote ${ROWS} customers each, ${rounds.length - done} wrote none`);
    return findings;
  },
};

/** One import from the upload to its end, with at most one kill on the way. */
async function importOnce(kehu: Kehu, person: Person, number: number, plan?: Plan): Promise<Round> {
  const file = { name: `customers-${number}.csv`, content: Buffer.from(csv(tableFor(number))) };
  const { id, text } = await upload(kehu.base, person.cookie, file);
  if (!id) throw new Error(`The upload was refused: ${text}`);
  const took: Record<Phase, number> = { checking: 0, writing: 0 };
  let blow: Blow | undefined;
  const phase = async (name: Phase, begin: () => Promise<unknown>) => {
    await begin();
    const started = performance.now();
    if (plan?.phase === name) blow = await strike(kehu, id, plan.after);
    const state = await endOf(kehu, id, name);
    took[name] = performance.now() - started;
    return state;
  };
  let state = await phase("checking", () => press(person.id, id, "check"));
  if (state === "checked") state = await phase("writing", () => press(person.id, id, "write"));
  return { id, state, took, blow };
}

/** Customers that no other import has, every second one without a number: it is given one by the rule. */
function tableFor(number: number): Table {
  const { headers, rows } = chineseCustomers(ROWS, { from: 100_000 + number * ROWS, labels: words });
  const column = filledFields.indexOf("number");
  return { headers, rows: rows.map((cells, row) => (row % 2 ? cells.with(column, null) : cells)) };
}

/** What the buttons of the import's pages do: with the mapping that is suggested, and for all rows. */
async function press(userId: string, id: string, button: "check" | "write"): Promise<void> {
  const now = new Date();
  if (button === "write") {
    await actAs(userId, (ctx) => startWrite(ctx, { id, goodRowsOnly: false }), now);
    return;
  }
  const mapping = await startingMapping(await contextOf(userId, now), await importOf(userId, id));
  const columns = mapping.map(({ index, field }) => ({ index, field }));
  const choices: Omit<CheckInput, "id" | "columns"> = {
    mode: "add",
    emptyTokens: [],
    customerKind: "company",
    addUnknown: [],
  };
  await actAs(userId, (ctx) => startCheck(ctx, { id, columns, ...choices }), now);
}

/** Kills the server and starts it again. */
async function strike(kehu: Kehu, id: string, after: number): Promise<Blow> {
  await sleep(after);
  const readers = childrenOf(kehu.pid());
  const [{ state }, inside] = await Promise.all([stateOf(kehu.database, id), isWriting(kehu.database)]);
  await kehu.kill();
  const gone = await Promise.all(readers.map((pid) => isGoneWithin(pid, ORPHAN_MS)));
  await kehu.start();
  return { state, inside, orphans: gone.filter((one) => !one).length };
}

/** Waits until a phase of an import has ended by itself. Returns the state that it is in then. */
async function endOf({ database }: Kehu, id: string, phase: Phase): Promise<string> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(50)) {
    const { state, problem } = await stateOf(database, id);
    if (state !== phase) return problem ? `${state} (${problem.code})` : state;
  }
  return phase; // found as an import that still runs
}
