import "server-only";
import { spawn } from "node:child_process";
import { open } from "node:fs/promises";
import { env } from "@/lib/core/env";
import { log } from "@/lib/core/log";

const SCAN_MS = 60_000;
/** The harmless text by which every scanner shows that it works; in two parts, so that none finds it here. */
const TEST_TEXT = ["$EICAR-STANDARD-", "ANTIVIRUS-TEST-FILE!$"].join("");

export type Verdict = "clean" | "infected" | "unknown";

/**
 * Judges a file before it is kept (IM-18). Without `VIRUS_SCANNER` only the test text is known; with it the command gets the path
 * as its last argument and answers by its exit code as clamscan does: 0 clean, 1 infected, anything else could not tell.
 */
export async function scan(path: string): Promise<Verdict> {
  if (await holdsTestText(path)) return "infected";
  const [command, ...given] = env().VIRUS_SCANNER?.split(/\s+/) ?? [];
  if (!command) return "clean";
  const code = await new Promise<number | null>((done) => {
    const child = spawn(command, [...given, path], { stdio: "ignore", timeout: SCAN_MS });
    child.on("error", (error) => {
      log.error({ err: error }, "virus scanner");
      done(null);
    });
    child.on("exit", done);
  });
  return code === 0 ? "clean" : code === 1 ? "infected" : "unknown";
}

async function holdsTestText(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0);
    return buffer.subarray(0, bytesRead).includes(TEST_TEXT);
  } finally {
    await file.close();
  }
}
