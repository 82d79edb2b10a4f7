import "server-only";
import { DrizzleQueryError } from "drizzle-orm";
import { pino, stdSerializers } from "pino";
import { current } from "./current";

/** Structured log lines. Never a password, a token or a customer's data: ids and counts only. */
export const log = pino({
  level: process.env.LOG_LEVEL ?? (process.env.VITEST ? "silent" : "info"),
  base: undefined,
  mixin: () => current.getStore() ?? {},
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: ["password", "*.password", "token", "*.token", "err.detail"],
  serializers: { err: (error: Error) => stdSerializers.err(withoutParameters(error)) },
});

/** The text of a failed query lists its parameters, among them hashes and people's data: the database's own error does not. */
function withoutParameters(error: Error): Error {
  return error instanceof DrizzleQueryError ? (error.cause ?? new Error("A query failed.")) : error;
}
