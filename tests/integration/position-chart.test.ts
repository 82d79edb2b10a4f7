import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Db } from "@/db/client";
import { positions, userPosts, users } from "@/db/schema";
import { positionChart } from "@/lib/organisation/chart";
import { testDatabase } from "../support/database";
import { contextOf, makeDepartment, makeInstitution, makeUser } from "../support/people";

const STAMP = { createdAt: new Date("2026-03-01T00:00:00Z"), updatedAt: new Date("2026-03-01T00:00:00Z") };

let db: Db;
let admin: string;
beforeAll(async () => {
  db = await testDatabase();
  admin = (await makeUser(db, { administrator: true })).id;
});

async function position(departmentId: string, name: string, superiorId: string | null = null, isManagement = false) {
  const [made] = await db
    .insert(positions)
    .values({ departmentId, name, superiorId, isManagement, ...STAMP })
    .returning();
  return made!.id;
}
const hold = (userId: string, positionId: string, isMain = true) =>
  db.insert(userPosts).values({ userId, positionId, isMain });

test("each position stands below its superior, with those who work there; who stands in no line is apart (ORG-05)", async () => {
  const house = await makeInstitution(db, "图一公司");
  const sales = await makeDepartment(db, house.id, house.top.id, "销售部");
  const boss = await position(house.top.id, "总经理", null, true);
  const head = await position(sales.id, "销售经理", boss, true);
  const clerk = await position(sales.id, "客户经理", head);
  await position(sales.id, "顾问");
  const [anna, bert, gone, deleted] = [
    await makeUser(db, { name: "安娜" }),
    await makeUser(db, { name: "伯特" }),
    await makeUser(db, { name: "走了" }),
    await makeUser(db, { name: "删了" }),
  ];
  await hold(anna.id, head);
  await hold(anna.id, clerk, false);
  for (const { id } of [bert, gone, deleted]) await hold(id, clerk);
  await db.update(users).set({ state: "left" }).where(eq(users.id, gone.id));
  await db.update(users).set({ deletedAt: new Date() }).where(eq(users.id, deleted.id));

  const [chart] = await positionChart(await contextOf(admin), house.id);
  expect(chart).toMatchObject({ name: "图一公司", positions: 4, alone: [{ name: "顾问", holders: [] }] });
  expect(chart!.lines).toMatchObject([
    {
      name: "总经理",
      isManagement: true,
      holders: [],
      below: [
        {
          name: "销售经理",
          department: "销售部",
          holders: [{ name: "安娜", isMain: true }],
          below: [
            {
              name: "客户经理",
              holders: [
                { name: "伯特", isMain: true },
                { name: "安娜", isMain: false },
              ],
              below: [],
            },
          ],
        },
      ],
    },
  ]);
});

test("institutions stand apart, and one can be looked at alone", async () => {
  const [one, two] = [await makeInstitution(db, "图二公司"), await makeInstitution(db, "图三公司")];
  await position(one.top.id, "甲");
  await position(two.top.id, "乙");
  const ctx = await contextOf(admin);
  expect((await positionChart(ctx, two.id)).map(({ name }) => name)).toEqual(["图三公司"]);
  expect((await positionChart(ctx)).map(({ name }) => name)).toEqual(expect.arrayContaining(["图二公司", "图三公司"]));
});

test("without the right there is nothing to draw", async () => {
  const nobody = await makeUser(db, {});
  expect(await positionChart(await contextOf(nobody.id))).toEqual([]);
});

test("1,000 positions in a line of ten levels are drawn, every one once", async () => {
  const house = await makeInstitution(db, "大公司");
  const ids: string[] = [];
  for (let at = 0; at < 1000; at++)
    ids.push(await position(house.top.id, `岗位${at}`, at === 0 ? null : ids[Math.floor((at - 1) / 2)]));
  const [chart] = await positionChart(await contextOf(admin), house.id);
  const drawn: string[] = [];
  const walk = (nodes: readonly { id: string; below: readonly never[] }[]): void =>
    nodes.forEach(({ id, below }) => {
      drawn.push(id);
      walk(below);
    });
  walk(chart!.lines as never);
  expect(drawn.sort()).toEqual(ids.sort());
});
