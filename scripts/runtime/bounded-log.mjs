import { appendFileSync, mkdirSync, renameSync, statSync } from "node:fs";
import { dirname } from "node:path";

const limit = 5 * 2 ** 20;

/**
 * A log file that cannot fill the disk: past 5 MB it becomes `<file>.1` (the one before that is dropped) and a new one
 * begins. @param {string} file @returns {(text: string) => void}
 */
export function boundedLog(file) {
  mkdirSync(dirname(file), { recursive: true });
  let size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  return (text) => {
    if (size > limit) {
      renameSync(file, `${file}.1`);
      size = 0;
    }
    try {
      appendFileSync(file, text, { mode: 0o600 });
      size += Buffer.byteLength(text);
    } catch {
      // A full disk: losing a log line is better than losing the server.
    }
  };
}
