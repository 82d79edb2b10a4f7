import pg from "pg";
import { afterAll, inject, vi } from "vitest";
import { closePools, database, type Db } from "@/db/client";

const TEMPLATE = "kehu_template";

/**
 * A private, migrated database for this test file: DATABASE_URL points to it, so that the real pools and doors work on it.
 * The returned connection is the owner's: for arranging and looking, past all rights.
 */
export async function testDatabase(): Promise<Db> {
  const admin = inject("databaseUrl");
  const name = `t_${crypto.randomUUID().replaceAll("-", "")}`;
  const root = new pg.Client({ connectionString: admin });
  await root.connect();
  await root.query(`create database ${name} template ${TEMPLATE} strategy file_copy`);
  const url = Object.assign(new URL(admin), { pathname: `/${name}` }).href;
  vi.stubEnv("DATABASE_URL", url);
  vi.stubEnv("AUTH_SECRET", "a secret that is long enough for every test");
  vi.stubEnv("APP_ENV", "development");
  const owner = new pg.Pool({ connectionString: url, max: 4 });
  afterAll(async () => {
    await closePools();
    await owner.end();
    await root.query(`drop database ${name} with (force)`);
    await root.end();
  });
  return database(owner);
}
