import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { sourceStamp } from "@/scripts/runtime/build.mjs";
import { checkDatabase } from "@/scripts/runtime/database.mjs";
import { makeUsable, throwAwayFolder } from "@/scripts/runtime/data-folder.mjs";
import { keptSecret } from "@/scripts/runtime/environment.mjs";
import { isInstalled } from "@/scripts/runtime/install.mjs";
import { takeLock } from "@/scripts/runtime/lock.mjs";
import { isSupportedNode } from "@/scripts/runtime/node-version.mjs";
import { freePort } from "@/scripts/runtime/port.mjs";
import { cleanHeaders } from "@/scripts/runtime/request-headers.mjs";
import { terminalLanguage } from "@/scripts/runtime/say.mjs";
import { sentences } from "@/scripts/runtime/sentences.mjs";
import { readSettings } from "@/scripts/runtime/settings.mjs";

const base = throwAwayFolder();
mkdirSync(base);
afterAll(() => rmSync(base, { recursive: true, force: true }));
const newFolder = () => mkdtempSync(join(base, "f-"));

describe("npm run up, asked for what cannot be", () => {
  const up = (env: Record<string, string>) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/up.mjs"], {
      encoding: "utf8",
      env: { PATH: process.env.PATH, NODE_ENV: "test", LANG: "C", ...env },
    });
    return { status, said: (stdout + stderr).trim().split("\n") };
  };

  test("says in one sentence that the port is taken, before any long work", async () => {
    const other = createServer();
    const port = await freePort();
    await new Promise<void>((resolve) => other.listen(port, "127.0.0.1", resolve));
    // The synchronous child below needs no answer from this listener, only its presence.
    const { status, said } = up({ PORT: String(port), KEHU_DATA: newFolder() });
    other.close();
    expect(status).toBe(1);
    expect(said.at(-1)).toBe(
      `Port ${port} is taken by another program. Stop it, or choose another port: PORT=${port + 1} npm run up`,
    );
  });

  test("says that the data folder is a file", () => {
    const file = join(newFolder(), "file");
    writeFileSync(file, "");
    const { status, said } = up({ KEHU_DATA: join(file, "data") });
    expect({ status, lines: said.length }).toEqual({ status: 1, lines: 1 });
    expect(said[0]).toContain(`${file} is a file. Move it away, or set KEHU_DATA`);
  });

  test("speaks Chinese on a Chinese terminal", () => {
    expect(up({ PORT: "tcp", LANG: "zh_CN.UTF-8" })).toEqual({
      status: 1,
      said: ["PORT=tcp 不是有效端口，请设置 1 到 65535 之间的数字。"],
    });
  });

  test("refuses production without a strong secret", () => {
    const { status, said } = up({ APP_ENV: "production", AUTH_SECRET: "short" });
    expect({ status, lines: said.length }).toEqual({ status: 1, lines: 1 });
    expect(said[0]).toContain("AUTH_SECRET with 32 characters");
  });
});

describe("the data folder", () => {
  test.skipIf(process.getuid?.() === 0)("must be writable", () => {
    const folder = newFolder();
    mkdirSync(join(folder, "locked"), { mode: 0o500 });
    expect(() => makeUsable(join(folder, "locked/data"), false)).toThrow(/cannot be written \(EACCES\)/);
  });

  test("belongs to one Kehu at a time, and a killed one does not count", async () => {
    const folder = newFolder();
    const first = await takeLock(folder);
    first.publish("http://localhost:4000");
    await expect(takeLock(folder, 0)).rejects.toThrow(`process ${process.pid}, http://localhost:4000`);
    first.release();
    writeFileSync(join(folder, "up.lock"), JSON.stringify({ pid: process.pid, birth: "an earlier process" }));
    (await takeLock(folder, 0)).release();
    writeFileSync(join(folder, "up.lock"), "cut o");
    (await takeLock(folder, 0)).release();
  });

  test("keeps one secret, readable by its owner only", () => {
    const folder = newFolder();
    const secret = keptSecret(folder);
    expect(secret.length).toBeGreaterThan(32);
    expect(keptSecret(folder)).toBe(secret);
  });
});

describe("a given database", () => {
  test("that cannot be reached is said without its password", async () => {
    const port = await freePort();
    const problem = checkDatabase(`postgres://kehu:secret@127.0.0.1:${port}/kehu`);
    await expect(problem).rejects.toThrow(`127.0.0.1:${port}/kehu (DATABASE_URL) cannot be used: connect ECONNREFUSED`);
    await expect(problem).rejects.not.toThrow("secret");
    await expect(checkDatabase("localhost")).rejects.toThrow("not an address");
  });
});

describe("what is stale", () => {
  test("the build, when a source file has other contents or another name, not when only its time changed", () => {
    const folder = newFolder();
    mkdirSync(join(folder, "app"));
    mkdirSync(join(folder, "tests"));
    const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
    write("app/page.tsx", "one");
    const before = sourceStamp(folder);
    write("app/page.tsx", "one");
    write("tests/page.test.ts", "not built");
    write("README.md", "not built");
    expect(sourceStamp(folder)).toBe(before);
    write("app/page.tsx", "two");
    expect(sourceStamp(folder)).not.toBe(before);
    write("app/page.tsx", "one");
    write("app/other.tsx", "");
    expect(sourceStamp(folder)).not.toBe(before);
  });

  test("the packages, when one is absent or of another version, not when an optional one is", () => {
    const folder = newFolder();
    mkdirSync(join(folder, "node_modules"));
    const lock = (file: string, packages: object) => writeFileSync(join(folder, file), JSON.stringify({ packages }));
    const wanted = { "node_modules/a": { version: "1.0.0" }, "node_modules/b": { version: "1.0.0", optional: true } };
    lock("package-lock.json", wanted);
    expect(isInstalled(folder)).toBe(false);
    lock("node_modules/.package-lock.json", { "node_modules/a": { version: "1.0.0" } });
    expect(isInstalled(folder)).toBe(true);
    lock("node_modules/.package-lock.json", { "node_modules/a": { version: "0.9.0" } });
    expect(isInstalled(folder)).toBe(false);
  });
});

describe("settings", () => {
  const read = (env: Record<string, string>) =>
    readSettings({ defaultAppEnv: "demo", env: { ...env, NODE_ENV: "test" } });

  test("demo listens on the loopback whatever HOST says, acceptance where it says", () => {
    expect(read({ HOST: "127.0.0.1" })).toEqual({
      appEnv: "demo",
      port: 3000,
      host: "127.0.0.1",
      baseUrl: "http://localhost:3000",
    });
    expect(read({ HOST: "0.0.0.0" }).host).toBe("127.0.0.1");
    expect(read({ HOST: "0.0.0.0", APP_ENV: "acceptance" }).host).toBe("0.0.0.0");
  });

  test("an unknown APP_ENV or PORT is refused", () => {
    expect(() => read({ APP_ENV: "prod" })).toThrow("APP_ENV=prod is unknown");
    for (const PORT of ["0", "65536", "3000.5", "http"]) expect(() => read({ PORT })).toThrow("not a port number");
  });

  test("Node from 20.9 on is supported", () => {
    expect(["20.9.0", "20.20.2", "22.0.0", "100.1.0"].map(isSupportedNode)).toEqual([true, true, true, true]);
    expect(["20.8.1", "18.20.0", "8.0.0"].map(isSupportedNode)).toEqual([false, false, false]);
  });

  test("every sentence exists in both languages with the same values", () => {
    const values = (text: string) => (text.match(/\{\w+\}/g) ?? []).toSorted();
    for (const { en, zh } of Object.values(sentences)) expect(values(zh)).toEqual(values(en));
    expect(terminalLanguage({ NODE_ENV: "test", LANG: "zh_CN.UTF-8" })).toBe("zh");
    expect(terminalLanguage({ NODE_ENV: "test" })).toBe("en");
  });
});

describe("request headers", () => {
  const cleaned = (headers: Record<string, string>, proxies: number) => {
    const copy: Record<string, string | string[] | undefined> = { ...headers };
    cleanHeaders(copy, "::ffff:10.0.0.9", proxies);
    return copy;
  };

  test("a client cannot say who it is or speak for the framework", () => {
    const headers = cleaned(
      {
        "x-forwarded-for": "6.6.6.6",
        "x-forwarded-host": "evil.example",
        "x-middleware-subrequest": "middleware",
        "x-nextjs-data": "1",
        "x-request-id": "chosen-by-client",
        "next-action": "kept",
      },
      0,
    );
    expect(headers).toEqual({
      "x-forwarded-for": "10.0.0.9",
      "next-action": "kept",
      "x-request-id": expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  test("behind a proxy only the address that the proxy itself saw is believed", () => {
    expect(cleaned({ "x-forwarded-for": "6.6.6.6, 203.0.113.7" }, 1)["x-forwarded-for"]).toBe("203.0.113.7");
    expect(cleaned({ "x-forwarded-for": "6.6.6.6, 203.0.113.7, 10.0.0.2" }, 2)["x-forwarded-for"]).toBe("203.0.113.7");
    expect(cleaned({}, 1)["x-forwarded-for"]).toBe("10.0.0.9");
    expect(cleaned({ "x-request-id": "from-the-proxy" }, 1)["x-request-id"]).toBe("from-the-proxy");
  });
});
