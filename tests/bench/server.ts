import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { migrate } from "@/db/migrate";
import { sourceStamp } from "@/scripts/runtime/build.mjs";
import { openDataFolder } from "@/scripts/runtime/data-folder.mjs";
import { freePort } from "@/scripts/runtime/port.mjs";
import { startPostgres } from "@/scripts/runtime/postgres.mjs";

/** A database of the benchmark's own, made and filled when it is missing, and kept. */
export async function benchDatabase(seed: number): Promise<{ url: string; stop: () => Promise<void> }> {
  const folder = join(openDataFolder({ embedded: true }), "bench");
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  const postgres = await startPostgres({ folder: join(folder, "postgres") });
  const admin = new pg.Client({ connectionString: postgres.url });
  await admin.connect();
  const name = `bench_${seed}`;
  const url = Object.assign(new URL(postgres.url), { pathname: `/${name}` }).href;
  const known = await admin.query("select from pg_database where datname = $1", [name]);
  if (known.rowCount === 0) {
    await admin.query(`create database ${name}_new`);
    const fresh = Object.assign(new URL(postgres.url), { pathname: `/${name}_new` }).href;
    await migrate(fresh);
    await node(["--import", "tsx", "scripts/seed.ts", "--profile=large", `--seed=${seed}`], {
      DATABASE_URL: fresh,
      APP_ENV: "demo",
    });
    // Renamed when it is whole: one that was broken off in the middle is not taken for a database of the benchmark.
    await admin.query(`alter database ${name}_new rename to ${name}`);
  } else {
    await migrate(url);
  }
  await admin.end();
  return { url, stop: postgres.stop };
}

/** Runs a script of the project to its end. */
async function node(args: string[], environment: Record<string, string>): Promise<void> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...environment } as NodeJS.ProcessEnv,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const code = await new Promise((resolve) => child.once("exit", resolve));
  if (code !== 0) throw new Error(`${args.join(" ")} ended with ${String(code)}.`);
}

/** A production build with the bare page in it, apart from the ordinary one. */
async function benchBuild(): Promise<void> {
  const file = join(process.cwd(), ".next-bench/kehu-source-stamp");
  const stamp = sourceStamp();
  if (existsSync(file) && readFileSync(file, "utf8") === stamp) return;
  const environment = { KEHU_BENCH: "1", NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
  await node(["node_modules/next/dist/bin/next", "build"], environment);
  writeFileSync(file, stamp);
}

/** Serves the benchmark's build as a process of its own. */
export async function benchServer(
  databaseUrl: string,
  secret: string,
): Promise<{ base: string; stop: () => Promise<void> }> {
  await benchBuild();
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  // As `npm start` would: the flags of the process belong to what is measured.
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: { start: string } };
  const child = spawn(scripts.start, {
    shell: true,
    env: {
      ...process.env,
      KEHU_BENCH: "1",
      APP_ENV: "demo",
      APP_BASE_URL: base,
      HOST: "127.0.0.1",
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      AUTH_SECRET: secret,
      LOG_LEVEL: "error",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout.on("data", (text: Buffer) => text.toString().includes(base) && resolve());
    child.once("exit", (code) => reject(new Error(`The server of the benchmark ended with ${code}.`)));
  });
  return {
    base,
    stop: async () => {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.removeAllListeners("exit");
      child.kill("SIGTERM");
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 15_000))]);
    },
  };
}
