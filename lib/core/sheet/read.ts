import { PassThrough, type Readable } from "node:stream";
import { READ_MS, SHEET_LIMITS } from "./limits";
import type { ReadProgress, ReadRequest, ReadSummary } from "./protocol";
import { startReader } from "./reader-process";

/**
 * Reads a whole file in a child process (D-41). `stream` is bytes in the COPY text format, one line a data row, for
 * `COPY staging (row_no, line_no, raw, data, problems, warnings) FROM STDIN`; a slow reader of it slows the child.
 * When anything goes wrong the stream is destroyed with the same error that rejects `done`, so that a COPY never
 * takes half a file for a whole one. Destroying the stream, or aborting, kills the child.
 */
export function readRows(
  request: ReadRequest,
  { signal, onProgress }: { signal?: AbortSignal; onProgress?: (progress: ReadProgress) => void } = {},
): { stream: Readable; done: Promise<ReadSummary> } {
  const limits = { ...SHEET_LIMITS, ...request.limits };
  const reader = startReader({ task: "read", request: { ...request, limits } }, READ_MS, {
    signal,
    onMessage: (message) => message.type === "progress" && onProgress?.(message.progress),
  });
  const stream = new PassThrough();
  reader.output.pipe(stream, { end: false });
  // Whoever only waits for `done` hears the error there.
  stream.on("error", () => {});
  stream.once("close", () => stream.readableEnded || reader.kill());

  const done = reader.ended.then(
    (message) => {
      if (message.type !== "done") throw new Error(`The reading process answered ${message.type} instead of a total.`);
      stream.end();
      return message.summary;
    },
    (error: Error) => {
      stream.destroy(error);
      throw error;
    },
  );
  // Whoever only follows the stream hears the error there.
  done.catch(() => {});
  return { stream, done };
}
