import { beforeAll, expect, test } from "vitest";
import type { Db } from "@/db/client";
import { levelGrants } from "@/db/schema";
import { can, reachOf } from "@/lib/core/context";
import { testDatabase } from "../support/database";
import { contextOf, makeDepartment, makeInstitution, makeUser } from "../support/people";

let db: Db;
beforeAll(async () => {
  db = await testDatabase();
});

test("a holder of a management position leads the department and all below it, from any of their posts", async () => {
  const { id, top } = await makeInstitution(db);
  const sales = await makeDepartment(db, id, top.id);
  const north = await makeDepartment(db, id, sales.id);
  const support = await makeDepartment(db, id, top.id);
  const user = await makeUser(db, {
    posts: [{ departmentId: support.id }, { departmentId: sales.id, isManagement: true }],
  });
  const { access } = (await contextOf(user.id)).actor;
  expect(new Set(access.departments)).toEqual(new Set([support.id, sales.id]));
  expect(new Set(access.managed)).toEqual(new Set([sales.id, north.id]));
  expect(access.leading).toEqual([]);
  expect(access.customerTypes).toBeNull();
});

test("a management-level grant opens an institution, or a department with or without those below", async () => {
  const one = await makeInstitution(db);
  const below = await makeDepartment(db, one.id, one.top.id);
  const other = await makeInstitution(db);
  const otherBelow = await makeDepartment(db, other.id, other.top.id);
  const user = await makeUser(db);
  await db.insert(levelGrants).values([
    { userId: user.id, institutionId: one.id },
    { userId: user.id, departmentId: other.top.id, includesBelow: false },
  ]);
  const { leading } = (await contextOf(user.id)).actor.access;
  expect(new Set(leading)).toEqual(new Set([one.top.id, below.id, other.top.id]));
  expect(leading).not.toContain(otherBelow.id);
});

test("rights are the union over roles, the wider reach wins, and an unknown permission gives nothing", async () => {
  const user = await makeUser(db, { grants: { "customers.view": "own", "customers.edit": "all" } });
  const ctx = await contextOf(user.id);
  expect(reachOf(ctx, "customers.view")).toBe("own");
  expect(reachOf(ctx, "customers.edit")).toBe("all");
  expect(can(ctx, "users.view")).toBe(false);
});

test("a module that is switched off allows nothing, whoever asks", async () => {
  const user = await makeUser(db, { administrator: true });
  const ctx = await contextOf(user.id);
  expect(can(ctx, "customers.view")).toBe(true);
  expect(can({ ...ctx, installation: { ...ctx.installation, modulesOff: ["customers"] } }, "customers.view")).toBe(
    false,
  );
});
