import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Puts everything into the environment that the application reads from there, so that it never matters to the
 * application who started it.
 * @param {{ dev: boolean, settings: ReturnType<typeof import("./settings.mjs").readSettings>, dataFolder: string, databaseUrl: string }} options
 */
export function setEnvironment({ dev, settings, dataFolder, databaseUrl }) {
  const secret = process.env.AUTH_SECRET || keptSecret(dataFolder);
  Object.assign(process.env, {
    NODE_ENV: dev ? "development" : "production",
    APP_ENV: settings.appEnv,
    APP_BASE_URL: settings.baseUrl,
    NEXTAUTH_URL: settings.baseUrl,
    AUTH_SECRET: secret,
    NEXTAUTH_SECRET: secret,
    DATABASE_URL: databaseUrl,
    KEHU_DATA: dataFolder,
    PORT: String(settings.port),
    NEXT_TELEMETRY_DISABLED: "1",
  });
}

/** The secret that signs sessions: made once and kept, so that a restart signs nobody out. @param {string} folder */
export function keptSecret(folder) {
  const file = join(folder, "auth-secret");
  try {
    // "wx": when two servers start at once on one folder, both end up with the secret of the first.
    writeFileSync(file, randomBytes(48).toString("base64url"), { mode: 0o600, flag: "wx" });
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EEXIST") throw error;
  }
  return readFileSync(file, "utf8");
}
