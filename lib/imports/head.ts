import type { FileHead } from "@/lib/core/sheet/protocol";

/** Cells that people and programs write where they mean nothing. */
const TOKENS = ["NULL", "null", "\\N", "#N/A", "N/A", "n/a", "None", "nil", "-", "--", "/", "无"];
/** Those that can hardly mean anything else are taken as empty unless the user says no. */
const CERTAIN = new Set(["NULL", "null", "\\N", "#N/A"]);
const OFTEN = 2;

export type TokenOffer = { token: string; count: number; ticked: boolean };

/** The tokens that stand in the first rows more than once: the mapping page offers to take them as empty. */
export function offeredTokens(head: FileHead): TokenOffer[] {
  const cells = head.samples.flatMap(({ cells }) => cells.map((cell) => cell.trim()));
  return TOKENS.map((token) => ({
    token,
    count: cells.filter((cell) => cell === token).length,
    ticked: CERTAIN.has(token),
  })).filter(({ count }) => count >= OFTEN);
}
