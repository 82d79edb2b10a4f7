import { expect, test } from "vitest";
import { ask } from "./support/ask";

const token = { authorization: `Bearer ${process.env.METRICS_TOKEN}` };

test("the metrics are told to the holder of the token, and count what was answered (OPS-01)", async () => {
  const counted = async () => {
    const { status, text } = await ask("/api/metrics", { headers: token });
    expect(status).toBe(200);
    const line = /^kehu_request_duration_seconds_count\{method="GET",place="\/customers",status="2xx"\} (\d+)$/m.exec(
      text,
    );
    return { text, pages: Number(line?.[1] ?? 0) };
  };
  const before = await counted();
  await ask("/customers", { as: "sales" });
  const after = await counted();
  expect(after.pages - before.pages).toBeGreaterThanOrEqual(1);
  expect(after.text).toContain('kehu_database_connections{role="app",state="idle"}');
  expect(after.text).toContain("kehu_queue_jobs");
  expect(after.text).toContain("process_resident_memory_bytes");
});

test("nobody else learns anything, and the answer is in no cache", async () => {
  for (const authorization of ["", "Bearer ", "Bearer wrong", token.authorization.slice(0, -1)])
    expect(await ask("/api/metrics", { headers: { authorization } })).toMatchObject({ status: 401, text: "" });
  expect((await ask("/api/metrics", { as: "admin" })).status).toBe(401);
  expect((await ask("/api/metrics", { headers: token })).header("cache-control")).toBe("private, no-store");
});

test("an address that nobody serves makes no line of its own", async () => {
  await ask("/nothing-like-this/at-all");
  expect((await ask("/api/metrics", { headers: token })).text).not.toContain("nothing-like-this");
});

test("every answer names its request", async () => {
  const ids = await Promise.all(
    ["/sign-in", "/api/health", "/customers"].map(async (path) => (await ask(path)).header("x-request-id")),
  );
  expect(new Set(ids).size).toBe(3);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f-]{36}$/);
});
