import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { and, eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import type { Db } from "@/db/client";
import { personnelPosts, personnelStates, positions, userPosts, users } from "@/db/schema";
import { editPosition } from "@/lib/organisation/commands";
import { personnelRecord } from "@/lib/personnel/queries";
import { createUser, updateUser } from "@/lib/users/commands";
import { findUser } from "@/lib/users/queries";
import { type UserInput, userInput } from "@/lib/users/schema";
import { testDatabase } from "../support/database";
import { actAs, contextOf, makeDepartment, makeInstitution, makeUser, unique } from "../support/people";

let db: Db;
let admin: { id: string; name: string };
let north: { id: string };
beforeAll(async () => {
  db = await testDatabase();
  admin = await makeUser(db, { administrator: true });
  const { id, top } = await makeInstitution(db, "远航科技");
  north = await makeDepartment(db, id, top.id, "华北组");
});

const at = (day: string) => new Date(`${day}T04:00:00Z`);
async function position(name = unique("岗位")) {
  const stamp = { createdAt: at("2026-01-01"), updatedAt: at("2026-01-01") };
  const [made] = await db
    .insert(positions)
    .values({ departmentId: north.id, name, ...stamp })
    .returning();
  return made!;
}
const PASSWORD = "correct horse battery";
const create = (values: Partial<UserInput>, day: string) =>
  actAs(
    admin.id,
    (ctx) =>
      createUser(
        ctx,
        userInput.parse({
          login: unique("login"),
          name: "王小明",
          state: "employed",
          locked: false,
          posts: [],
          roleIds: [],
          customerTypeIds: null,
          levels: [],
          password: PASSWORD,
          passwordAgain: PASSWORD,
          ...values,
        }),
      ),
    at(day),
  );
async function change(id: string, values: Partial<UserInput>, day: string, by = admin.id) {
  const { isAdministrator: _, ...user } = (await findUser(await contextOf(admin.id), id))!;
  return actAs(by, (ctx) => updateUser(ctx, { ...user, ...values }), at(day));
}
const main = (positionId: string, since: string | null = null) => ({ positionId, isMain: true, since }) as never;
const part = (positionId: string, since: string | null = null) => ({ positionId, isMain: false, since }) as never;

/** The record, oldest first, as "what since–until". */
async function recordOf(id: string) {
  const { states, posts } = await personnelRecord(await contextOf(admin.id), { id });
  const line = (what: string, { since, until }: { since: string; until: string | null }) =>
    `${what} ${since}–${until ?? ""}`;
  return {
    states: states.map((one) => line(one.state, one)).reverse(),
    posts: posts.map((one) => line(`${one.place.split(" / ").at(-1)}${one.isMain ? "*" : ""}`, one)).reverse(),
  };
}

describe("the personnel record (ORG-08)", () => {
  test("is made with the account, with its state and posts, and names who made it", async () => {
    const [sales, desk] = [await position("客户经理"), await position("值班")];
    const { id } = await create({ posts: [main(sales.id, "2026-01-15"), part(desk.id)] }, "2026-02-01");
    expect(await recordOf(id)).toEqual({
      states: ["employed 2026-02-01–"],
      posts: ["客户经理* 2026-01-15–", "值班 2026-02-01–"],
    });
    const { states, posts } = await personnelRecord(await contextOf(admin.id), { id });
    expect(states[0]).toMatchObject({ madeBy: admin.name, madeAt: at("2026-02-01"), endedBy: null });
    expect(posts.map(({ place, madeBy }) => [place, madeBy])).toEqual([
      ["远航科技 / 华北组 / 值班", admin.name],
      ["远航科技 / 华北组 / 客户经理", admin.name],
    ]);
  });

  test("an account that a program makes has one too, by nobody", async () => {
    const { id } = await makeUser(db, { posts: [{ departmentId: north.id }] });
    const { states, posts } = await personnelRecord(await contextOf(admin.id), { id });
    expect(states).toMatchObject([{ state: "employed", since: "2026-03-02", until: null, madeBy: null }]);
    expect(posts).toMatchObject([{ isMain: true, until: null, madeBy: null }]);
  });

  test("follows the state: left, back again, retired; posts end with it and begin anew", async () => {
    const sales = await position();
    const { id } = await create({ posts: [main(sales.id, "2025-06-01")] }, "2026-02-01");
    await change(id, { state: "left" }, "2026-03-10");
    await change(id, { state: "employed" }, "2026-04-01");
    await change(id, { state: "retired" }, "2026-05-01");
    expect(await recordOf(id)).toEqual({
      states: [
        "employed 2026-02-01–2026-03-10",
        "left 2026-03-10–2026-04-01",
        "employed 2026-04-01–2026-05-01",
        "retired 2026-05-01–",
      ],
      posts: [`${sales.name}* 2025-06-01–2026-03-10`, `${sales.name}* 2026-04-01–2026-05-01`],
    });
    expect((await db.select().from(users).where(eq(users.id, id)))[0]!.stateSince).toBe("2026-05-01");
  });

  test("tells a change of posts: one ends, one begins, a part-time one becomes the main one", async () => {
    const [one, two] = [await position("甲"), await position("乙")];
    const other = await makeUser(db, { administrator: true });
    const { id } = await create({ posts: [main(one.id, "2026-02-01"), part(two.id, "2026-02-01")] }, "2026-02-01");
    await change(id, { posts: [main(two.id, "2026-02-01")] }, "2026-03-01", other.id);
    expect((await recordOf(id)).posts).toEqual([
      "乙 2026-02-01–2026-03-01",
      "甲* 2026-02-01–2026-03-01",
      "乙* 2026-03-01–",
    ]);
    const { posts } = await personnelRecord(await contextOf(admin.id), { id });
    expect(posts.map(({ madeBy, endedBy }) => [madeBy, endedBy])).toEqual([
      [other.name, null],
      [admin.name, other.name],
      [admin.name, other.name],
    ]);
  });

  test("an edit that leaves the posts alone leaves no period behind; a corrected date corrects the period", async () => {
    const one = await position();
    const { id } = await create({ posts: [main(one.id)] }, "2026-02-01");
    await change(id, { mobile: "13900001111" }, "2026-02-20");
    expect((await recordOf(id)).posts).toEqual([`${one.name}* 2026-02-01–`]);
    await change(id, { posts: [main(one.id, "2025-12-01")] }, "2026-02-21");
    expect((await recordOf(id)).posts).toEqual([`${one.name}* 2025-12-01–`]);
  });

  test("a date never reaches back into a time when the same post was held before", async () => {
    const one = await position();
    const { id } = await create({ posts: [main(one.id, "2026-01-01")] }, "2026-02-01");
    await change(id, { posts: [] }, "2026-03-01");
    await change(id, { posts: [main(one.id, "2026-01-01")] }, "2026-04-01");
    expect((await recordOf(id)).posts).toEqual([`${one.name}* 2026-01-01–2026-03-01`, `${one.name}* 2026-03-01–`]);
  });

  test("keeps the names of its time", async () => {
    const one = await position("原来的名称");
    const { id } = await create({ posts: [main(one.id)] }, "2026-02-01");
    await actAs(admin.id, (ctx) =>
      editPosition(ctx, {
        id: one.id,
        version: 1,
        departmentId: north.id,
        superiorId: null,
        name: "新的名称",
        isManagement: false,
      }),
    );
    expect((await recordOf(id)).posts).toEqual(["原来的名称* 2026-02-01–"]);
  });

  test("two who change one person at the same time leave one record, without a gap or two open periods", async () => {
    const [one, two, three] = [await position(), await position(), await position()];
    const { id } = await create({ posts: [main(one.id)] }, "2026-02-01");
    const give = (positionId: string) =>
      db.transaction(async (tx) => {
        await tx.delete(userPosts).where(eq(userPosts.userId, id));
        await tx.insert(userPosts).values({ userId: id, positionId, isMain: true });
      });
    await Promise.allSettled([give(two.id), give(three.id)]);
    const open = await db.select().from(personnelPosts).where(eq(personnelPosts.userId, id));
    const [held] = await db.select().from(userPosts).where(eq(userPosts.userId, id));
    expect(open.filter(({ until }) => until === null).map(({ positionId }) => positionId)).toEqual([held!.positionId]);
  });

  test("accounts that were there before the record get one by the migration", async () => {
    const folder = join(process.cwd(), "db/migrations");
    const file = readdirSync(folder).find((name) => name.endsWith("_organisation_rules.sql"))!;
    const inserts = readFileSync(join(folder, file), "utf8")
      .split("--> statement-breakpoint")
      .filter((statement) => /^(\s*--.*\n)*\s*INSERT INTO/.test(statement));
    expect(inserts).toHaveLength(3);
    const [here, gone] = [await makeUser(db, { posts: [{ departmentId: north.id }] }), await makeUser(db, {})];
    const [post] = await db.select().from(userPosts).where(eq(userPosts.userId, here.id));
    await db.insert(userPosts).values({ userId: gone.id, positionId: post!.positionId, isMain: true });
    await db.transaction(async (tx) => {
      // As it was before: no trigger, no record.
      await tx.execute(sql`set local session_replication_role = replica`);
      await tx
        .update(users)
        .set({ state: "left", updatedAt: at("2026-03-20") })
        .where(eq(users.id, gone.id));
      await tx.execute(sql`delete from personnel_posts`);
      await tx.execute(sql`delete from personnel_states`);
      for (const statement of inserts) await tx.execute(sql.raw(statement));
    });
    const { name } = (await db.select().from(positions).where(eq(positions.id, post!.positionId)))[0]!;
    expect(await recordOf(here.id)).toEqual({ states: ["employed 2026-03-02–"], posts: [`${name}* 2026-03-02–`] });
    expect(await recordOf(gone.id)).toEqual({
      states: ["employed 2026-03-02–2026-03-20", "left 2026-03-20–"],
      posts: [`${name}* 2026-03-02–2026-03-20`],
    });
  });

  test("nobody writes it by hand: the application may only read, periods never overlap", async () => {
    const { id } = await makeUser(db, {});
    await expect(
      actAs(admin.id, ({ db: app }) => app.update(personnelStates).set({ since: "2020-01-01" as never })),
    ).rejects.toMatchObject({ cause: { code: "42501" } });
    const present = and(eq(personnelStates.userId, id));
    const overlapping = {
      userId: id,
      state: "left",
      since: "2026-03-05",
      until: "2026-03-06",
      madeAt: new Date(),
      endedAt: new Date(),
    };
    await expect(db.insert(personnelStates).values(overlapping as never)).rejects.toMatchObject({
      cause: { constraint: "personnel_overlap" },
    });
    await expect(
      db.insert(personnelStates).values({ ...overlapping, until: null, endedAt: null } as never),
    ).rejects.toMatchObject({ cause: { constraint: "personnel_overlap" } });
    expect(await db.select().from(personnelStates).where(present)).toHaveLength(1);
  });
});
