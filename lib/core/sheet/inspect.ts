import { HEAD_MS, SHEET_LIMITS } from "./limits";
import type { Encoding, FileHead } from "./protocol";
import { startReader } from "./reader-process";

/**
 * Looks at the beginning of a file that somebody sent, in a child process, within five seconds: what it is, what its
 * columns are called, and what the first rows hold (IMP-01).
 * `name` is what its owner calls it; `encoding` and `sheet` overrule what was recognised.
 * @throws SheetError whose code is a sentence of `sheet.error`
 */
export async function inspectFile(
  path: string,
  name: string,
  { encoding, sheet, signal }: { encoding?: Encoding; sheet?: string; signal?: AbortSignal } = {},
): Promise<FileHead> {
  const request = { path, name, encoding, sheet, limits: SHEET_LIMITS };
  const reader = startReader({ task: "head", request }, HEAD_MS, { signal });
  reader.output.resume();
  const message = await reader.ended;
  if (message.type !== "head") throw new Error(`The reading process answered ${message.type} instead of a head.`);
  return message.head;
}
