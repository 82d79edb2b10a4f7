import { existsSync, mkdirSync, mkdtempSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, test, vi } from "vitest";
import type { Db } from "@/db/client";
import type { ImportState } from "@/db/enums";
import { imports } from "@/db/schema";
import { sweepUploads } from "@/lib/imports/sweep";
import { testDatabase } from "../support/database";
import { makeUser, unique } from "../support/people";

const NOW = new Date("2026-03-02T09:00:00Z");
let db: Db;
let folder: string;
beforeAll(async () => {
  db = await testDatabase();
  const data = mkdtempSync(join(tmpdir(), "kehu-sweep-"));
  vi.stubEnv("KEHU_DATA", data);
  folder = join(data, "uploads");
  mkdirSync(folder);
});

function makeFile(minutesOld: number): string {
  const key = crypto.randomUUID();
  writeFileSync(join(folder, key), "x");
  const at = new Date(NOW.getTime() - minutesOld * 60_000);
  utimesSync(join(folder, key), at, at);
  return key;
}

test("files of imports that ended and of uploads that broke off go; whatever may still be read stays", async () => {
  const { id } = await makeUser(db);
  const file = async (state: ImportState) => {
    const fileKey = makeFile(300);
    const row = {
      kind: "customers" as const,
      state,
      createdBy: id,
      uploadKey: unique("key"),
      fileName: "a.csv",
      fileKey,
    };
    await db.insert(imports).values({ ...row, fileSize: 1, fileHash: "0", head: {}, createdAt: NOW, updatedAt: NOW });
    return fileKey;
  };
  const gone = [await file("done"), await file("stopped"), makeFile(61)];
  const kept = [
    await file("uploaded"),
    await file("checking"),
    await file("checked"),
    await file("writing"),
    await file("failed"),
    makeFile(5),
  ];
  expect(await sweepUploads(NOW)).toBe(gone.length);
  expect(gone.filter((key) => existsSync(join(folder, key)))).toEqual([]);
  expect(kept.filter((key) => !existsSync(join(folder, key)))).toEqual([]);
});
