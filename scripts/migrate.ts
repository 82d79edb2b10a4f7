import pg from "pg";
const c = new pg.Client(process.env.DATABASE_URL);
await c.connect();
await c.query("create table if not exists t(x int)");
await c.end();
