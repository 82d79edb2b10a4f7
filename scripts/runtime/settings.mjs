import { Refusal, say } from "./say.mjs";

/** @typedef {"development" | "demo" | "acceptance" | "production"} AppEnv see docs/decisions, D-50 */

const appEnvs = ["development", "demo", "acceptance", "production"];

/**
 * Reads and checks what the person has set, before anything is started. HOST opens the server to the network and
 * counts only where demo passwords cannot exist (D-50); elsewhere Kehu listens on the loopback.
 * @param {{ defaultAppEnv: AppEnv, env?: NodeJS.ProcessEnv }} options
 */
export function readSettings({ defaultAppEnv, env = process.env }) {
  const appEnv = /** @type {AppEnv} */ (env.APP_ENV || defaultAppEnv);
  if (!appEnvs.includes(appEnv)) throw new Refusal("bad_app_env", { appEnv });
  const port = Number(env.PORT || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Refusal("bad_port", { port: env.PORT });
  if (appEnv === "production" && (env.AUTH_SECRET ?? "").length < 32) throw new Refusal("weak_secret");
  const open = appEnv === "production" || appEnv === "acceptance";
  const loopback = !env.HOST || ["localhost", "127.0.0.1", "::1"].includes(env.HOST);
  if (!open && !loopback) say("host_ignored", { appEnv });
  return {
    appEnv,
    port,
    host: open && env.HOST ? env.HOST : "127.0.0.1",
    baseUrl: env.APP_BASE_URL || `http://localhost:${port}`,
  };
}
