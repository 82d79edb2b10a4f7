import { eq } from "drizzle-orm";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Db } from "@/db/client";
import { auditEvents, outboxMessages } from "@/db/schema";
import type { Context } from "@/lib/core/context";
import { parseEnv } from "@/lib/core/env";
import { parseList } from "@/lib/core/list";
import { closeQueue } from "@/lib/core/queue";
import { transaction } from "@/lib/core/transaction";
import { type NewMail, queueMail, resendMail } from "@/lib/notifications/commands";
import { deliverMails } from "@/lib/notifications/deliver";
import { mailList } from "@/lib/notifications/list";
import { type MailServer, mailServer } from "@/lib/notifications/mail-server";
import { findMail, listMails } from "@/lib/notifications/queries";
import { testDatabase } from "../support/database";
import { actAs, makeUser, unique } from "../support/people";

const NOW = new Date("2026-03-02T09:00:00Z");
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
const LINK = "https://kehu.example/first-password?token=a-secret-token";
let db: Db;
beforeAll(async () => {
  db = await testDatabase();
});

type Received = { to: string[]; text: string };
let received: Received[];
let servers: SMTPServer[];
beforeEach(async () => {
  received = [];
  servers = [];
  await db.delete(outboxMessages);
});
afterEach(async () => {
  await Promise.all(servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve()))));
  await closeQueue();
});

/** A mail server of the test's own that speaks SMTP; recipients at refused.example it does not know. */
async function listen(port = 0): Promise<{ port: number; server: MailServer; close: () => Promise<void> }> {
  const smtp = new SMTPServer({
    disabledCommands: ["STARTTLS", "AUTH"],
    onRcptTo({ address }, _session, done) {
      const code = address.startsWith("full@") ? 452 : 550;
      const refused = address.endsWith("@refused.example") || code === 452;
      done(refused ? Object.assign(new Error("mailbox unavailable"), { responseCode: code }) : null);
    },
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        received.push({ to: envelope.rcptTo.map(({ address }) => address), text: Buffer.concat(chunks).toString() });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => smtp.listen(port, "127.0.0.1", resolve));
  servers.push(smtp);
  const at = (smtp.server.address() as AddressInfo).port;
  const close = () => new Promise<void>((resolve) => smtp.close(() => resolve()));
  return { port: at, server: mailServer(`smtp://127.0.0.1:${at}`, "Kehu <kehu@example.com>"), close };
}

const mail = (values: Partial<NewMail> = {}): NewMail => ({
  kind: "password_reset",
  to: "li@example.com",
  locale: "en",
  key: unique("key"),
  values: { name: "Li", login: "li", company: "Kehu", minutes: 30 },
  link: LINK,
  ...values,
});
const write = (values?: Partial<NewMail>) => transaction("app", (tx) => queueMail({ db: tx, now: NOW }, mail(values)));
/** Works off the outbox as the job does, at a moment of the test's choice. */
const deliver = (server: MailServer, now = NOW) =>
  deliverMails(
    { transaction: (act) => transaction("job", (tx) => act({ db: tx, now } as unknown as Context)) },
    server,
  );
const rows = () => db.select().from(outboxMessages).orderBy(outboxMessages.createdAt, outboxMessages.id);
const only = async () => (await rows())[0]!;

test("a mail is sent in an SMTP conversation, once, and its link is gone from the outbox (NOT-01)", async () => {
  const { server } = await listen();
  await write();
  expect(await deliver(server)).toEqual({ sent: 1, failed: 0 });
  expect(await deliver(server, later(60))).toEqual({ sent: 0, failed: 0 });
  expect(received).toHaveLength(1);
  expect(received[0]!.to).toEqual(["li@example.com"]);
  expect(received[0]!.text.replaceAll("=\r\n", "").replaceAll("=3D", "=")).toContain(LINK);
  const sent = await only();
  expect(sent).toMatchObject({ state: "sent", sentAt: NOW, sealedLink: null, attempts: 1, lastError: null });
  expect(received[0]!.text).toContain(`Message-ID: <${sent.id}@`);
});

test("an act that is rolled back leaves no mail (JB-07)", async () => {
  const undone = transaction("app", async (tx) => {
    await queueMail({ db: tx, now: NOW }, mail());
    throw new Error("undone");
  });
  await expect(undone).rejects.toThrow("undone");
  expect(await rows()).toEqual([]);
});

test("the same key is the same mail, however often it is written", async () => {
  const key = unique("same");
  await Promise.all([write({ key }), write({ key }), write({ key })]);
  expect(await rows()).toHaveLength(1);
});

test("no link is kept in the clear", async () => {
  await write();
  expect(JSON.stringify(await rows())).not.toContain("a-secret-token");
});

test("a recipient who is refused for good fails at once, one who is refused for now is tried again", async () => {
  const { server } = await listen();
  await write({ to: "nobody@refused.example" });
  await write({ to: "full@example.com" });
  await write({ to: "li@example.com" });
  expect(await deliver(server)).toEqual({ sent: 1, failed: 2 });
  const [refused, full, sent] = await rows();
  expect(refused).toMatchObject({ state: "failed", attempts: 1, lastError: expect.stringContaining("550") });
  expect(full).toMatchObject({ state: "waiting", attempts: 1, nextTryAt: later(1) });
  expect(sent!.state).toBe("sent");
});

test("while the server is down mails wait with growing pauses, and go out when it is up again", async () => {
  const { port, server, close } = await listen();
  await close();
  await write();
  await write();
  expect(await deliver(server)).toEqual({ sent: 0, failed: 1 });
  expect((await rows()).map(({ attempts }) => attempts)).toEqual(expect.arrayContaining([0, 1]));
  await deliver(server, later(1));
  await deliver(server, later(1));
  expect((await rows()).map(({ state }) => state)).toEqual(["waiting", "waiting"]);
  const up = await listen(port);
  expect(await deliver(up.server, later(30))).toEqual({ sent: 2, failed: 0 });
  expect(received).toHaveLength(2);
});

test("a mail that cannot be sent for sixteen hours has failed", async () => {
  const { server, close } = await listen();
  await close();
  await write();
  const pauses = [1, 5, 15, 60, 180, 720];
  let at = 0;
  for (const pause of pauses) {
    await deliver(server, later(at));
    expect(await only()).toMatchObject({ state: "waiting", nextTryAt: later(at + pause) });
    at += pause;
  }
  await deliver(server, later(at));
  expect((await only()).state).toBe("failed");
});

test("a worker that dies between sending and marking: sent again after the lease, with the same id", async () => {
  const { server } = await listen();
  await write();
  const dies: MailServer = {
    async send(letter) {
      await server.send(letter);
      throw new Error("killed");
    },
  };
  await expect(deliver(dies)).rejects.toThrow("killed");
  expect((await only()).state).toBe("sending");
  expect(await deliver(server, later(4))).toEqual({ sent: 0, failed: 0 });
  expect(await deliver(server, later(5))).toEqual({ sent: 1, failed: 0 });
  const ids = received.map(({ text }) => /^Message-ID: (.+)$/im.exec(text)![1]);
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(1);
});

test("a worker that was taken over does not mark the try of the other", async () => {
  await write();
  let slow!: () => void;
  const held = new Promise<void>((resolve) => (slow = resolve));
  const first = deliver({ send: async () => (await held, { state: "never", reason: "too late" }) });
  await expect.poll(async () => (await only()).state).toBe("sending");
  const { server } = await listen();
  expect(await deliver(server, later(6))).toEqual({ sent: 1, failed: 0 });
  slow();
  await first;
  expect(await only()).toMatchObject({ state: "sent", lastError: null });
});

test("workers at once send every mail exactly once", async () => {
  const { server } = await listen();
  for (let count = 0; count < 20; count++) await write();
  const done = await Promise.all([deliver(server), deliver(server), deliver(server)]);
  expect(done.reduce((sum, { sent }) => sum + sent, 0)).toBe(20);
  expect(received).toHaveLength(20);
});

test("a mail that has come to be of no use is not sent, and its link is gone", async () => {
  const { server } = await listen();
  await write({ usefulUntil: later(30) });
  expect(await deliver(server, later(30))).toEqual({ sent: 0, failed: 0 });
  expect(received).toEqual([]);
  expect(await only()).toMatchObject({ state: "failed", lastError: "out_of_date", sealedLink: null });
});

test("what people typed is text: no markup, no further line of the head, no second recipient", async () => {
  const { server } = await listen();
  const company = 'A\r\nBcc: evil@example.com\r\n<script>alert("x")</script>[[link]]';
  await write({ to: "li@example.com", values: { name: "<b>Li</b>", login: "li", company, minutes: 30 } });
  await deliver(server);
  const row = await only();
  expect(row.bodyHtml).not.toMatch(/<script|<b>/);
  expect(row.bodyText.split("[[link]]")).toHaveLength(2);
  expect(received[0]!.to).toEqual(["li@example.com"]);
  const head = received[0]!.text.split("\r\n\r\n")[0]!;
  expect(head).not.toMatch(/^Bcc:/im);
  await write({ to: "a@example.com, b@example.com" });
  await deliver(server);
  expect(received.flatMap(({ to }) => to)).not.toContain("b@example.com");
});

test("a failed mail is sent again on demand, with an entry in the log; another one is refused", async () => {
  const { server } = await listen();
  const clerk = await makeUser(db, { grants: { "notifications.view": "all", "notifications.send": "all" } });
  await write({ to: "nobody@refused.example" });
  await deliver(server);
  const { id } = await only();
  await actAs(clerk.id, (ctx) => resendMail(ctx, { id }));
  expect(await only()).toMatchObject({ state: "waiting", attempts: 0, lastError: null });
  const events = await db.select().from(auditEvents).where(eq(auditEvents.userId, clerk.id));
  expect(events.map(({ event }) => event)).toEqual(["mail.resent"]);
  await expect(actAs(clerk.id, (ctx) => resendMail(ctx, { id }))).rejects.toThrow("not_failed");
  const reader = await makeUser(db, { grants: { "notifications.view": "all" } });
  await expect(actAs(reader.id, (ctx) => resendMail(ctx, { id }))).rejects.toThrow("not_found");
});

test("the outbox lists through the address, and shows nothing without the right", async () => {
  await write({ to: "wang@example.com", kind: "password_changed", link: undefined });
  await write({ to: "zhao@example.com" });
  const clerk = await makeUser(db, { grants: { "notifications.view": "all" } });
  const found = (search: Record<string, string>) =>
    actAs(clerk.id, async (ctx) =>
      (await listMails(ctx, parseList(mailList, search))).rows.map((row) => row.recipient),
    );
  expect(await found({ q: "wang" })).toEqual(["wang@example.com"]);
  expect(await found({ kind: "password_reset" })).toEqual(["zhao@example.com"]);
  expect(await found({ state: "failed" })).toEqual([]);
  expect(await found({ sort: "recipient" })).toEqual(["wang@example.com", "zhao@example.com"]);
  const stranger = await makeUser(db, {});
  const { id } = await only();
  expect(await actAs(stranger.id, (ctx) => findMail(ctx, id))).toBeUndefined();
});

test("only an administrator reads the link of a waiting mail, and only while it works", async () => {
  await write({ usefulUntil: new Date(Date.now() + 60_000) });
  const { id } = await only();
  const clerk = await makeUser(db, { grants: { "notifications.view": "all" } });
  const admin = await makeUser(db, { administrator: true });
  const seen = async (userId: string) => (await actAs(userId, (ctx) => findMail(ctx, id)))!;
  expect((await seen(clerk.id)).text).not.toContain("a-secret-token");
  expect((await seen(clerk.id)).text).toContain("•••");
  expect((await seen(admin.id)).text).toContain(LINK);
  await db.update(outboxMessages).set({ usefulUntil: NOW });
  expect((await seen(admin.id)).text).not.toContain("a-secret-token");
  expect(JSON.stringify(await seen(admin.id))).not.toContain("token=");
});

test("a mail server without a sender, or something that is none, is refused at the start", () => {
  const base = { DATABASE_URL: "x", AUTH_SECRET: "0123456789abcdef0123456789abcdef" };
  expect(() => parseEnv({ ...base, SMTP_URL: "smtp://mail.example.com" })).toThrow("MAIL_FROM");
  expect(() => parseEnv({ ...base, SMTP_URL: "http://mail.example.com", MAIL_FROM: "a@b.c" })).toThrow("SMTP_URL");
  expect(parseEnv({ ...base, SMTP_URL: "smtps://u:p@mail.example.com:465", MAIL_FROM: "a@b.c" })).toBeDefined();
});
