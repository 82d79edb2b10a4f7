import { parseArgs } from "node:util";
import { hostileFilesSuite } from "@/tests/torture/hostile-files";
import { importKill } from "@/tests/torture/import-kill";
import { startKehu } from "@/tests/torture/kehu";
import { seconds, type Suite } from "@/tests/torture/suite";
import { sayFailure } from "./runtime/say.mjs";
import { stopOnSignal } from "./runtime/shutdown.mjs";

/**
 * `npm run torture [NAME] [-- --times=n --seed=n]`: the long suites (D-55), each on a database and a server of its own. The
 * same seed tries the same again. Ends with 1 when something was found.
 */
const suites: Record<string, Suite> = { "import-kill": importKill, "hostile-files": hostileFilesSuite };

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { times: { type: "string" }, seed: { type: "string", default: "1" } },
});
const names = positionals.length > 0 ? positionals : Object.keys(suites);
const unknown = names.find((name) => !suites[name]);
const wrong = [values.times ?? "1", values.seed].find((text) => !/^[1-9]\d{0,5}$/.test(text));
if (unknown !== undefined || wrong !== undefined) {
  if (unknown !== undefined) console.error(`There is no suite ${unknown}.`);
  if (wrong !== undefined) console.error(`${wrong} is not a whole number above zero.`);
  console.error("Usage: npm run torture [NAME] [-- --times=n --seed=n]");
  for (const [name, { about, times, minutes }] of Object.entries(suites))
    console.error(`  ${name}: ${about}; ${times} times unless told, about ${minutes(times)} minutes`);
  process.exit(1);
}

const running = stopOnSignal();
let failed = false;
for (const name of names) failed = !(await torture(name, suites[name]!)) || failed;
await running.stop(failed ? 1 : 0, { quiet: true });

/** Runs one suite; true when everything held. */
async function torture(name: string, { about, times: usual, minutes, run }: Suite): Promise<boolean> {
  const times = Number(values.times ?? usual);
  console.log(`${name}: ${about}; ${times} times, seed ${values.seed}. Takes about ${minutes(times)} minutes.`);
  const started = performance.now();
  try {
    const kehu = await startKehu();
    running.push(kehu.stop);
    const findings = await run(kehu, times, Number(values.seed));
    for (const finding of findings) console.log(`  FOUND: ${finding}`);
    if (findings.length > 0) console.log(`  The server's last words:\n${kehu.log()}`);
    await kehu.stop();
    console.log(`${name}: ${findings.length || "no"} findings in ${seconds(performance.now() - started)}.`);
    return findings.length === 0;
  } catch (error) {
    sayFailure(error);
    return false;
  }
}
