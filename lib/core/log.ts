import "server-only";
import { pino } from "pino";

/** Structured log lines. Never a password, a token or a customer's data: ids and counts only. */
export const log = pino({
  level: process.env.LOG_LEVEL ?? (process.env.VITEST ? "silent" : "info"),
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: ["password", "*.password", "token", "*.token"],
});
