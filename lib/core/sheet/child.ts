/**
 * The process that reads a stranger's file: it has its own memory limit, no secrets in its environment, and nobody
 * notices when it dies but the one who asked (D-41, IM-03). It gets one task, answers over the message channel,
 * writes rows to standard output, and ends.
 */
import { once } from "node:events";
import { openCsv } from "./csv-source";
import { SheetError } from "./error";
import { readHead } from "./head";
import type { SheetLimits } from "./limits";
import type { ChildMessage, ChildTask, ReadRequest } from "./protocol";
import { readTable } from "./table";
import { openXlsx } from "./xlsx-source";

const PROGRESS_MS = 250;

/** A message has left this process when the promise is kept; the parent being gone is no error here. */
const say = (message: ChildMessage) => new Promise<void>((told) => process.send!(message, () => told()));

async function writeOut(lines: string) {
  if (!process.stdout.write(lines)) await once(process.stdout, "drain");
}

async function read(request: ReadRequest & { limits: SheetLimits }) {
  const { file, format, sheet, encoding, delimiter, limits } = request;
  const source =
    format === "xlsx"
      ? await openXlsx(file, sheet, limits)
      : await openCsv(file, { encoding: encoding ?? "utf-8", delimiter }, limits);
  let told = Date.now();
  try {
    return await readTable(source, request, async (lines, rows) => {
      await writeOut(lines);
      if (Date.now() - told < PROGRESS_MS) return;
      told = Date.now();
      await say({ type: "progress", progress: { rows, fraction: source.fraction() } });
    });
  } finally {
    source.close();
  }
}

async function work(task: ChildTask): Promise<ChildMessage> {
  try {
    if (task.task === "head") return { type: "head", head: await readHead(task.request) };
    return { type: "done", summary: await read(task.request) };
  } catch (error) {
    if (error instanceof SheetError) return { type: "refused", code: error.code, values: error.values };
    throw error;
  }
}

async function run(task: ChildTask) {
  await say(await work(task));
  // Only after the last row has left: the parent takes an early end for a crash.
  process.stdout.end(() => process.exit(0));
}

process.once("message", (task: ChildTask) => {
  run(task).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`, () => process.exit(1));
  });
});
// The parent died or lost interest: nobody is left to read for.
process.once("disconnect", () => process.exit(1));
process.stdout.on("error", () => process.exit(1));
void say({ type: "ready" });
