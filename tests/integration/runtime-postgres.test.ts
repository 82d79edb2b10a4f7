import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { spawn } from "node:child_process";
import { join } from "node:path";
import pg from "pg";
import { afterAll, describe, expect, test } from "vitest";
import { throwAwayFolder } from "@/scripts/runtime/data-folder.mjs";
import { startPostgres } from "@/scripts/runtime/postgres.mjs";
import { isGoneWithin } from "@/scripts/runtime/processes.mjs";

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {}); // a test kills the server under it
  await client.connect();
  try {
    return (await client.query<unknown[]>({ text: sql, rowMode: "array" })).rows.flat();
  } finally {
    await client.end();
  }
}

const serverOf = (folder: string) => Number(readFileSync(join(folder, "postmaster.pid"), "utf8").split("\n")[0]);

/** Runs a script in a process of its own and waits for its first line. */
function startedElsewhere(script: string): Promise<{ kill: () => void; said: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    child.once("exit", () => reject(new Error("The process ended before it said anything.")));
    child.stdout.once("data", (said: Buffer) => resolve({ kill: () => child.kill("SIGKILL"), said: String(said) }));
  });
}

describe("the embedded database", { timeout: 20_000 }, () => {
  const folder = throwAwayFolder();
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("is created with letters for Chinese search, a password and no socket", async () => {
    const server = await startPostgres({ folder, log: () => {} });
    await ask(server.url, "create extension pg_trgm");
    expect(await ask(server.url, "select cardinality(show_trgm('北斗星通'))")).toEqual([5]);
    expect(await ask(server.url, "show unix_socket_directories")).toEqual([""]);
    expect(await ask(server.url, "show data_checksums")).toEqual(["on"]);
    const wrong = Object.assign(new URL(server.url), { password: "wrong" }).href;
    await expect(ask(wrong, "select 1")).rejects.toThrow("password authentication failed");
    await ask(server.url, "create table kept as select 42 as value");
    await server.stop();
    expect(existsSync(join(folder, "postmaster.pid"))).toBe(false);
  });

  test("keeps its data, and its port where it is free", async () => {
    const server = await startPostgres({ folder });
    expect(await ask(server.url, "select value from kept")).toEqual([42]);
    const port = new URL(server.url).port;
    await server.stop();
    const again = await startPostgres({ folder });
    expect(new URL(again.url).port).toBe(port);
    await again.stop();
  });

  test("is started again on the same address when its process is killed", async () => {
    let tell = () => {};
    const restarted = new Promise<void>((resolve) => (tell = resolve));
    const server = await startPostgres({
      folder,
      onEvent: (event) => (event === "database_restarted" ? tell() : undefined),
    });
    process.kill(serverOf(folder), "SIGKILL");
    await restarted;
    expect(await ask(server.url, "select value from kept")).toEqual([42]);
    await server.stop();
  });

  test("is taken over when the process that started it was killed and left it running", async () => {
    const started = join(import.meta.dirname, "../../scripts/runtime/postgres.mjs");
    const other = await startedElsewhere(
      `const { startPostgres } = await import(${JSON.stringify(started)});
       console.log((await startPostgres({ folder: ${JSON.stringify(folder)} })).url);
       setInterval(() => {}, 1000);`,
    );
    const orphan = serverOf(folder);
    other.kill();
    expect(await ask(other.said.trim(), "select value from kept")).toEqual([42]);

    const events: string[] = [];
    const server = await startPostgres({ folder, onEvent: (event) => events.push(event) });
    expect(events).toEqual(["stopping_orphan"]);
    expect(await isGoneWithin(orphan, 0)).toBe(true);
    expect(await ask(server.url, "select value from kept")).toEqual([42]);
    await server.stop();
  });

  test("starts although the lock file of a crash names a process that is now another program", async () => {
    writeFileSync(join(folder, "postmaster.pid"), `${process.pid}\n${folder}\n`);
    const server = await startPostgres({ folder });
    expect(await ask(server.url, "select value from kept")).toEqual([42]);
    await server.stop();
  });

  test("refuses a folder of another PostgreSQL version and leaves it as it is", async () => {
    const file = join(folder, "PG_VERSION");
    const version = readFileSync(file, "utf8");
    writeFileSync(file, "14\n");
    await expect(startPostgres({ folder })).rejects.toThrow(/made by PostgreSQL 14/);
    writeFileSync(file, version);
  });
});
