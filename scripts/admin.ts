import { parseArgs } from "node:util";
import { closePools } from "@/db/client";
import { inviteAdministrator } from "@/lib/users/invite-administrator";
import { openInstallation } from "./runtime/installation";
import { sayFailure, terminalLanguage } from "./runtime/say.mjs";

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
  const installation = await openInstallation();
  try {
    const invitation = await inviteAdministrator(values.login, new Date());
    if (!invitation) return fail(say("bad_login"));
    console.log(say(invitation.created ? "created" : "known").replace("{login}", values.login));
    console.log(`${say("link")}\n\n  ${invitation.link}\n`);
  } finally {
    await closePools();
    await installation.close();
  }
}

const say = (key: keyof typeof sentences) => sentences[key][terminalLanguage()];

function fail(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
}

await admin().catch(sayFailure);
