import { beforeAll, expect, test, vi, afterAll } from "vitest";
import type { Db } from "@/db/client";
import {
  accountLinks,
  answeredRequests,
  auditEvents,
  knownDevices,
  outboxMessages,
  rateLimits,
  userSessions,
} from "@/db/schema";
import { closeQueue } from "@/lib/core/queue";
import { cleanUpJob, wakeCleanUp } from "@/lib/maintenance/jobs";
import { GET as ready } from "@/app/api/ready/route";
import { testDatabase } from "../support/database";
import { makeUser } from "../support/people";
import { makeSession } from "../support/sessions";

let db: Db;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(closeQueue);
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);

test("the daily clean-up removes what has had its time, keeps the rest, and says so in the log", async () => {
  const { id: userId } = await makeUser(db, {});
  await makeSession(db, userId, { endedAt: daysAgo(91) });
  await makeSession(db, userId, { expiresAt: daysAgo(91) });
  const kept = [
    await makeSession(db, userId, { endedAt: daysAgo(89) }),
    await makeSession(db, userId, { createdAt: daysAgo(200) }),
  ];
  await db.insert(rateLimits).values([
    { key: "old", points: 1, expire: daysAgo(2).getTime() },
    { key: "new", points: 1, expire: Date.now() },
  ]);
  const answer = { scope: "x", requestHash: "x", answer: {} };
  await db.insert(answeredRequests).values([
    { ...answer, key: "old", at: daysAgo(8) },
    { ...answer, key: "new", at: daysAgo(6) },
  ]);
  await db.insert(accountLinks).values([
    { tokenHash: "old", userId, expiresAt: daysAgo(31) },
    { tokenHash: "new", userId, expiresAt: daysAgo(29) },
  ]);
  await db.insert(knownDevices).values([
    { userId, deviceHash: "old", lastSeenAt: daysAgo(401) },
    { userId, deviceHash: "new", lastSeenAt: daysAgo(399) },
  ]);
  const mail = {
    kind: "password_changed",
    recipient: "a@example.com",
    locale: "en",
    subject: "",
    bodyText: "",
    bodyHtml: "",
    nextTryAt: daysAgo(200),
    createdAt: daysAgo(200),
    updatedAt: daysAgo(200),
  } as const;
  await db.insert(outboxMessages).values([
    { ...mail, idempotencyKey: "old", state: "sent", sentAt: daysAgo(181) },
    { ...mail, idempotencyKey: "failed", state: "failed" },
    { ...mail, idempotencyKey: "new", state: "sent", sentAt: daysAgo(179) },
  ]);

  await cleanUpJob.run({});

  expect((await db.select().from(userSessions)).map(({ id }) => id).sort()).toEqual(kept.sort());
  expect((await db.select().from(rateLimits)).map(({ key }) => key)).toEqual(["new"]);
  expect((await db.select().from(answeredRequests)).map(({ key }) => key)).toEqual(["new"]);
  expect((await db.select().from(accountLinks)).map(({ tokenHash }) => tokenHash)).toEqual(["new"]);
  expect((await db.select().from(knownDevices)).map(({ deviceHash }) => deviceHash)).toEqual(["new"]);
  expect((await db.select().from(outboxMessages)).map((row) => row.idempotencyKey).sort()).toEqual(["failed", "new"]);
  const [event] = await db.select().from(auditEvents);
  expect(event).toMatchObject({ event: "maintenance.cleaned", actor: "clean-up", userId: null });
  expect(event!.details).toEqual({
    counters: 1,
    answers: 1,
    links: 1,
    sessions: 2,
    mails: 1,
    notices: 0,
    devices: 1,
    merges: 0,
  });

  await cleanUpJob.run({});
  expect(await db.select().from(auditEvents)).toHaveLength(1);
});

test("/api/ready answers 200, and 503 while the database is away", async () => {
  expect((await ready()).status).toBe(200);
  const { closePools } = await import("@/db/client");
  const here = process.env.DATABASE_URL!;
  await closePools();
  vi.stubEnv("DATABASE_URL", "postgres://nobody@127.0.0.1:1/nothing");
  const away = await ready();
  expect([away.status, await away.json()]).toEqual([503, { status: "not ready" }]);
  await closePools();
  vi.stubEnv("DATABASE_URL", here);
  expect((await ready()).status).toBe(200);
});

test("it is asked for once a day, however many processes ask and however often", async () => {
  await Promise.all([wakeCleanUp(), wakeCleanUp(), wakeCleanUp()]);
  const { rows } = await db.execute("select state from pgboss.job where name = 'clean-up'");
  expect(rows).toEqual([{ state: "created" }]);
});
