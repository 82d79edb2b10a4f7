import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, test, vi } from "vitest";
import { restoreBackup } from "@/db/archive/read";
import { filesBelow, writeBackup } from "@/db/archive/write";
import type { Db } from "@/db/client";
import { createCustomer, editCustomer } from "@/lib/customers/commands";
import { customerEdit, newCustomer } from "@/lib/customers/schema";
import { testDatabase } from "../support/database";
import { attach, photo } from "../support/files";
import { actAs, makeUser } from "../support/people";

const NOW = new Date("2026-11-22T10:00:00Z");
const folder = mkdtempSync(join(tmpdir(), "kehu-backup-"));
const files = join(folder, "uploads");
const archive = join(folder, "whole.zip");
let db: Db;
let me: { id: string };
const here = () => process.env.DATABASE_URL!;

beforeAll(async () => {
  db = await testDatabase();
  me = await makeUser(db, {
    grants: { "customers.view": "own", "customers.create": "own", "customers.edit": "own", "contacts.create": "own" },
  });
  const filed = await file("深圳市远航 \\N \\. \\t 有限公司", "李雷");
  await actAs(me.id, (ctx) =>
    editCustomer(
      ctx,
      customerEdit.parse({
        ...filed,
        version: 1,
        name: "Łódź 远航",
        kind: "company",
        ownership: "private",
        ownerId: me.id,
      }),
    ),
  );
  vi.stubEnv("KEHU_DATA", folder);
  await attach(me.id, filed.id, await photo(), { name: "照片.jpg" });
  mkdirSync(join(files, "2026"), { recursive: true });
  writeFileSync(join(files, "a1"), "合同");
  writeFileSync(join(files, "2026/b2"), Buffer.alloc(300_000, 7));
  await writeBackup(here(), files, archive, NOW);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, contact: string) =>
  actAs(me.id, (ctx) =>
    createCustomer(ctx, newCustomer.parse({ name, kind: "company", ownership: "private", contact: { name: contact } })),
  );

/** Lends an empty installation: a migrated database without users and a place for files. */
async function withEmpty(use: (url: string, files: string) => Promise<void>): Promise<void> {
  const admin = inject("databaseUrl");
  const root = new pg.Client({ connectionString: admin });
  await root.connect();
  const name = `t_${crypto.randomUUID().replaceAll("-", "")}`;
  await root.query(`create database ${name} template kehu_template strategy file_copy`);
  try {
    await use(Object.assign(new URL(admin), { pathname: `/${name}` }).href, join(folder, name));
  } finally {
    await root.query(`drop database ${name} with (force)`);
    await root.end();
  }
}

/** Every table of a database as one hash of its rows. */
async function contents(url: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1",
  );
  const found: Record<string, string> = {};
  for (const { name } of rows) {
    const { rows: hashed } = await client.query<{ hash: string }>(
      `select count(*) || ' ' || md5(coalesce(string_agg(t::text, E'\\n' order by t::text), '')) as hash from public."${name}" t`,
    );
    found[name] = hashed[0]!.hash;
  }
  await client.end();
  return found;
}

const problemOf = (restoring: Promise<unknown>) =>
  restoring.then(
    () => "none",
    (error: { problem?: string }) => error.problem ?? error,
  );

describe("backup and restore (OPS-01)", () => {
  test("after the loss of everything all rows, their history and all files are there again", () =>
    withEmpty(async (url, restored) => {
      const before = await contents(here());
      const manifest = await restoreBackup(url, restored, archive);
      expect(await contents(url)).toEqual(before);
      expect(manifest.tables.find(({ name }) => name === "audit_changes")!.rows).toBeGreaterThan(0);
      expect(await filesBelow(restored)).toEqual(await filesBelow(files));
      expect(await filesBelow(restored)).toEqual(expect.arrayContaining(["2026/b2", "a1"]));
      expect(readFileSync(join(restored, "a1"), "utf8")).toBe("合同");
      expect(readFileSync(join(restored, "2026/b2"))).toEqual(readFileSync(join(files, "2026/b2")));
    }));

  test("every attachment has its file again, byte for byte, with its preview (ATT-01)", () =>
    withEmpty(async (url, restored) => {
      await restoreBackup(url, restored, archive);
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      const { rows } = await client.query<{ key: string; hash: string }>(
        "select storage_key as key, hash from attachments where has_preview",
      );
      await client.end();
      expect(rows).toHaveLength(1);
      const bytes = readFileSync(join(restored, "attachments", rows[0]!.key));
      expect(createHash("sha256").update(bytes).digest("hex")).toBe(rows[0]!.hash);
      expect(readFileSync(join(restored, "attachments", `${rows[0]!.key}.webp`)).length).toBeGreaterThan(0);
    }));

  test("is the state of one moment, while people go on working", async () => {
    const moving = join(folder, "moving.zip");
    let working = true;
    const work = (async () => {
      for (let at = 0; working; at++) await file(`客户 ${at}`, `联系人 ${at}`);
    })();
    await writeBackup(here(), files, moving, NOW);
    working = false;
    await work;
    await withEmpty(async (url, restored) => {
      await restoreBackup(url, restored, moving);
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      const { rows } = await client.query(
        "select count(*)::int as alone from customers c where (select count(*) from contacts k where k.customer_id = c.id) <> 1",
      );
      await client.end();
      expect(rows).toEqual([{ alone: 0 }]);
    });
  });

  test("a damaged, cut or foreign file changes nothing", () =>
    withEmpty(async (url, restored) => {
      const before = await contents(url);
      const whole = readFileSync(archive);
      const broken = join(folder, "broken.zip");
      for (const bytes of [
        flipped(whole),
        whole.subarray(0, whole.length / 2),
        Buffer.from("no archive"),
        Buffer.alloc(0),
      ]) {
        writeFileSync(broken, bytes);
        expect(["damaged", "not_a_backup"]).toContain(await problemOf(restoreBackup(url, restored, broken)));
        expect(await contents(url)).toEqual(before);
        expect(await filesBelow(restored)).toEqual([]);
      }
    }));

  test("goes into an empty installation only: nothing is written over", async () => {
    expect(await problemOf(restoreBackup(here(), join(folder, "none"), archive))).toBe("database_in_use");
    await withEmpty(async (url) =>
      expect(await problemOf(restoreBackup(url, files, archive))).toBe("files_in_the_way"),
    );
  });

  test("goes into the shape that it was taken from only", () =>
    withEmpty(async (url, restored) => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      await client.query("alter table customers add column later text");
      await client.end();
      expect(await problemOf(restoreBackup(url, restored, archive))).toBe("other_shape");
    }));
});

/** The same archive with bytes in the middle of its largest part turned over. */
function flipped(whole: Buffer): Buffer {
  const bytes = Buffer.from(whole);
  const from = Math.floor(bytes.length / 3);
  for (let at = from; at < from + 64; at++) bytes[at] = bytes[at]! ^ 0xff;
  return bytes;
}
