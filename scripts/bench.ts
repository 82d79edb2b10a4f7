import { parseArgs } from "node:util";
import { type Line, listCustomers } from "@/tests/bench/list-customers";

/** `npm run bench -- NAME [--json] [--seed=n]`: baseline and subject in turn, one line for each figure (90-quality). */
const benches: Record<string, (seed: number) => Promise<Line[]>> = { "list-customers": listCustomers };

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { json: { type: "boolean", default: false }, seed: { type: "string", default: "1" } },
});
const names = positionals.length > 0 ? positionals : Object.keys(benches);
const unknown = names.find((name) => !benches[name]);
if (unknown) {
  console.error(`There is no benchmark ${unknown}. There are: ${Object.keys(benches).join(", ")}.`);
  process.exit(1);
}
for (const name of names)
  for (const line of await benches[name]!(Number(values.seed)))
    console.log(
      values.json
        ? JSON.stringify(line)
        : `${line.name}: ${line.value} ${line.unit} (baseline ${line.baseline}, ratio ${line.ratio}, n ${line.n})`,
    );
process.exit(0);
