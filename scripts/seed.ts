import pg from "pg";
const c = new pg.Client(process.env.DATABASE_URL);
await c.connect();
await c.query("insert into t values(1)");
const r = await c.query("select count(*) from t");
console.log(r.rows);
await c.end();
