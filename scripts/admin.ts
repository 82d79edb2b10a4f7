import { join } from "node:path";
import { parseArgs } from "node:util";
import { closePools } from "@/db/client";
import { inviteAdministrator } from "@/lib/users/invite-administrator";
import { openDataFolder } from "./runtime/data-folder.mjs";
import { checkDatabase, migrate } from "./runtime/database.mjs";
import { setEnvironment } from "./runtime/environment.mjs";
import { takeLock } from "./runtime/lock.mjs";
import { owner, readAccess } from "./runtime/postgres-cluster.mjs";
import { startPostgres } from "./runtime/postgres.mjs";
import { Refusal, sayFailure, terminalLanguage } from "./runtime/say.mjs";
import { readSettings } from "./runtime/settings.mjs";

const sentences = {
  usage: { en: "Usage: npm run admin -- --login NAME", zh: "用法：npm run admin -- --login 登录名" },
  bad_login: {
    en: "A login name has 3 to 40 letters, digits or . _ @ -",
    zh: "登录名为 3 到 40 个字母、数字或 . _ @ - 字符。",
  },
  created: { en: "The administrator {login} has been created.", zh: "已创建系统管理员 {login}。" },
  known: { en: "The user {login} exists already and keeps their roles.", zh: "用户 {login} 已存在，角色保持不变。" },
  link: {
    en: "Open this link within 30 minutes to set the password. It works once, and ends every earlier link:",
    zh: "请在 30 分钟内打开以下链接设置密码。链接只能使用一次，之前的链接随即失效：",
  },
};

/**
 * npm run admin -- --login NAME (D-51): makes the first administrator, or gives any user a way back in, by printing a
 * single-use link. Works beside a running Kehu and on a stopped one.
 */
async function admin(): Promise<void> {
  const { values } = parseArgs({ options: { login: { type: "string" } } });
  if (!values.login) return fail(say("usage"));
  const stop = await openDatabase();
  try {
    const invitation = await inviteAdministrator(values.login, new Date());
    if (!invitation) return fail(say("bad_login"));
    console.log(say(invitation.created ? "created" : "known").replace("{login}", values.login));
    console.log(`${say("link")}\n\n  ${invitation.link}\n`);
  } finally {
    await closePools();
    await stop();
  }
}

/** Opens DATABASE_URL or the embedded database, its server running already or not. Returns how to leave it as it was. */
async function openDatabase(): Promise<() => Promise<void>> {
  const settings = readSettings({ defaultAppEnv: "demo" });
  const given = process.env.DATABASE_URL;
  const dataFolder = openDataFolder({ embedded: !given });
  const use = (databaseUrl: string) => setEnvironment({ dev: false, settings, dataFolder, databaseUrl });
  if (given) {
    await checkDatabase(given);
    use(given);
    return async () => undefined;
  }
  const folder = join(dataFolder, "postgres");
  const lock = await takeLock(dataFolder, 0).catch((error: unknown) => {
    if (error instanceof Refusal && error.key === "already_running") return undefined;
    throw error;
  });
  if (!lock) {
    const { password, port } = readAccess(folder);
    use(`postgres://${owner}:${password}@127.0.0.1:${port}/${owner}`);
    return async () => undefined;
  }
  const server = await startPostgres({ folder });
  use(server.url);
  await migrate();
  return async () => {
    await server.stop();
    lock.release();
  };
}

const say = (key: keyof typeof sentences) => sentences[key][terminalLanguage()];

function fail(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
}

await admin().catch(sayFailure);
