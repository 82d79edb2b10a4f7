import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import type { Db } from "@/db/client";
import { auditChanges, auditEvents, customers, departments, positions } from "@/db/schema";
import type { StaffContext } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { parseList } from "@/lib/core/list";
import { fromDatabase } from "@/lib/core/refusal";
import { createDepartments, createPosition, deleteDepartment, editDepartment } from "@/lib/organisation/commands";
import { listDepartments } from "@/lib/organisation/department-list";
import { departmentList } from "@/lib/organisation/list";
import { departmentOptions, positionOptions, searchDepartments } from "@/lib/organisation/options";
import { newDepartments } from "@/lib/organisation/schema";
import { outsideBranch } from "@/lib/organisation/tree";
import { testDatabase } from "../support/database";
import { actAs, contextOf, makeDepartment, makeInstitution, makeUser, unique } from "../support/people";

let db: Db;
let clerk: string;
beforeAll(async () => {
  db = await testDatabase();
  clerk = (await makeUser(db, { administrator: true })).id;
});

const act = <T>(run: (ctx: StaffContext) => Promise<T>) => actAs(clerk, run);
const refused = async (run: (ctx: StaffContext) => Promise<unknown>) => {
  const error = await act(run).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  const told = error instanceof DomainError ? error : fromDatabase(error);
  if (!told) throw error ?? new Error("Nothing was refused.");
  return { key: told.sentence.key, values: told.sentence.values, fields: Object.keys(told.fields ?? {}) };
};
type Row = { name: string; parentId: string | null; code?: string; sort?: number };
const add = (institutionId: string, rows: Row[]) => (ctx: StaffContext) =>
  createDepartments(
    ctx,
    newDepartments.parse({ institutionId, rows: rows.map((row, at) => ({ sort: "", ...row, key: `r${at + 1}` })) }),
  );
const namesIn = async (institutionId: string) =>
  (await db.select().from(departments).where(eq(departments.institutionId, institutionId)))
    .map(({ name }) => name)
    .sort();
/** An institution without departments. */
async function emptyInstitution() {
  const { id, top } = await makeInstitution(db);
  await db.delete(departments).where(eq(departments.id, top.id));
  return id;
}

describe("several departments in one form", () => {
  test("a whole tree is saved at once, each row below the row it names, as one act in the log", async () => {
    const institution = await emptyInstitution();
    const { ids } = await act(
      add(institution, [
        { name: "总部", parentId: "" },
        { name: "销售部", parentId: "r1" },
        { name: "华东组", parentId: "r2" },
      ]),
    );
    const rows = await db.select().from(departments).where(eq(departments.institutionId, institution));
    const parent = new Map(rows.map((row) => [row.id, row.parentId]));
    expect(ids.map((id) => parent.get(id))).toEqual([null, ids[0], ids[1]]);
    const changes = await db
      .select({ event: auditChanges.eventId, name: auditEvents.event })
      .from(auditChanges)
      .innerJoin(auditEvents, eq(auditEvents.id, auditChanges.eventId))
      .where(and(eq(auditChanges.entity, "department"), eq(auditChanges.kind, "create")));
    expect(changes).toHaveLength(3);
    expect(new Set(changes.map(({ event }) => event)).size).toBe(1);
    expect(changes[0]?.name).toBe("department.created");
  });

  test("one bad row saves none, and the error stands at that row", async () => {
    const { id, top } = await makeInstitution(db);
    await makeDepartment(db, id, top.id, "财务部");
    const rows = [
      { name: "采购部", parentId: top.id },
      { name: "财务部", parentId: top.id },
    ];
    expect(await refused(add(id, rows))).toMatchObject({
      key: "organisation.error.sibling_name_taken",
      fields: ["rows.1.name"],
    });
    expect(await namesIn(id)).toEqual(["总部", "财务部"].sort());
  });

  test("two rows of the same name under one parent are refused at the second", async () => {
    const { id, top } = await makeInstitution(db);
    const rows = ["客服部", "客 服 部"].map((name) => ({ name, parentId: top.id }));
    expect(await refused(add(id, rows))).toMatchObject({ fields: ["rows.1.name"] });
  });

  test("a second top department is refused at the row's parent", async () => {
    const { id } = await makeInstitution(db);
    expect(await refused(add(id, [{ name: "另一总部", parentId: null }]))).toMatchObject({
      key: "organisation.error.one_top",
      fields: ["rows.0.parentId"],
    });
  });

  test("a parent of another institution, or a row that comes later, is refused", async () => {
    const [one, other] = [await makeInstitution(db), await makeInstitution(db)];
    expect(await refused(add(one.id, [{ name: "分部", parentId: other.top.id }]))).toMatchObject({
      key: "organisation.error.parent_elsewhere",
      fields: ["rows.0.parentId"],
    });
    expect(await refused(add(one.id, [{ name: "分部", parentId: "r2" }]))).toMatchObject({
      fields: ["rows.0.parentId"],
    });
  });

  test("no rows, or more than fifty, are not accepted", () => {
    const rows = Array.from({ length: 51 }, (_, at) => ({ key: `r${at}`, name: `部门${at}`, parentId: "", sort: "" }));
    const institutionId = crypto.randomUUID();
    expect(newDepartments.safeParse({ institutionId, rows: [] }).success).toBe(false);
    expect(newDepartments.safeParse({ institutionId, rows }).success).toBe(false);
    expect(newDepartments.safeParse({ institutionId, rows: rows.slice(1) }).success).toBe(true);
  });
});

describe("the tree", () => {
  const edit =
    (
      row: { id: string; institutionId: string; name: string },
      patch: { parentId?: string | null; institutionId?: string },
    ) =>
    (ctx: StaffContext) =>
      editDepartment(ctx, {
        id: row.id,
        version: 1,
        name: row.name,
        sort: 0,
        institutionId: row.institutionId,
        ...patch,
      });

  test("a department moves inside its institution", async () => {
    const { id, top } = await makeInstitution(db);
    const [sales, east] = [await makeDepartment(db, id, top.id), await makeDepartment(db, id, top.id)];
    await act(edit(east, { parentId: sales.id }));
    const [moved] = await db.select().from(departments).where(eq(departments.id, east.id));
    expect(moved).toMatchObject({ parentId: sales.id, version: 2 });
  });

  test("a department does not move below itself", async () => {
    const { id, top } = await makeInstitution(db);
    const sales = await makeDepartment(db, id, top.id);
    const east = await makeDepartment(db, id, sales.id);
    for (const parentId of [sales.id, east.id])
      expect(await refused(edit(sales, { parentId }))).toMatchObject({
        key: "organisation.error.parent_cycle",
        fields: ["parentId"],
      });
  });

  test("two moves at once do not close a circle", async () => {
    const { id, top } = await makeInstitution(db);
    const [a, b] = [await makeDepartment(db, id, top.id), await makeDepartment(db, id, top.id)];
    const outcomes = await Promise.allSettled([act(edit(a, { parentId: b.id })), act(edit(b, { parentId: a.id }))]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  test("a tree has at most twenty levels", async () => {
    const { id, top } = await makeInstitution(db);
    let parent = top.id;
    for (let level = 2; level <= 20; level++) parent = (await makeDepartment(db, id, parent)).id;
    expect(await refused(add(id, [{ name: "第二十一级", parentId: parent }]))).toMatchObject({
      key: "organisation.error.parent_depth",
    });
  });

  test("a department with sub-departments stays in its institution; one without moves", async () => {
    const [one, other] = [await makeInstitution(db), await makeInstitution(db)];
    const sales = await makeDepartment(db, one.id, one.top.id);
    const east = await makeDepartment(db, one.id, sales.id);
    const target = { institutionId: other.id, parentId: other.top.id };
    expect(await refused(edit(sales, target))).toMatchObject({
      key: "organisation.error.institution_fixed",
      values: { count: 1 },
      fields: ["institutionId"],
    });
    await expect(act(edit(east, target))).resolves.toMatchObject({ version: 2 });
  });

  test("a department does not leave while a position in it has its superior elsewhere", async () => {
    const [one, other] = [await makeInstitution(db), await makeInstitution(db)];
    const sales = await makeDepartment(db, one.id, one.top.id);
    const post = { superiorId: null, isManagement: true };
    const chief = await act((ctx) => createPosition(ctx, { ...post, departmentId: one.top.id, name: "总经理" }));
    await act((ctx) =>
      createPosition(ctx, { ...post, departmentId: sales.id, superiorId: chief.id, name: "销售经理" }),
    );
    expect(await refused(edit(sales, { institutionId: other.id, parentId: other.top.id }))).toMatchObject({
      key: "organisation.error.superiors_cross",
      values: { position: "销售经理", superior: "总经理" },
    });
  });

  test("who saves over somebody else's save is told", async () => {
    const { id, top } = await makeInstitution(db);
    const sales = await makeDepartment(db, id, top.id);
    await act(edit(sales, { parentId: top.id }));
    await expect(act(edit(sales, { parentId: top.id }))).rejects.toMatchObject({
      code: "stale",
      theirs: { version: 2 },
    });
  });
});

describe("deleting", () => {
  test("sub-departments, positions and public customers are each a reason, told together", async () => {
    const { id, top } = await makeInstitution(db);
    const sales = await makeDepartment(db, id, top.id, "销售部");
    await makeDepartment(db, id, sales.id, "华东组");
    const now = new Date();
    await db.insert(positions).values({ departmentId: sales.id, name: "经理", createdAt: now, updatedAt: now });
    const customer = { number: unique("C"), name: "公共客户", kind: "company", ownership: "public" } as const;
    await db.insert(customers).values({ ...customer, departmentId: sales.id, createdAt: now, updatedAt: now });
    expect(await refused((ctx) => deleteDepartment(ctx, { id: sales.id }))).toMatchObject({
      key: "organisation.error.department_used",
      values: {
        name: "销售部",
        departments: 1,
        departmentsNames: "华东组",
        positions: 1,
        positionsNames: "经理",
        customers: 1,
      },
    });
  });

  test("an empty department goes", async () => {
    const { id, top } = await makeInstitution(db);
    const empty = await makeDepartment(db, id, top.id);
    await act((ctx) => deleteDepartment(ctx, { id: empty.id }));
    expect(await namesIn(id)).toEqual(["总部"]);
  });
});

describe("the list", () => {
  const list = async (search: Record<string, string>, user = clerk) =>
    listDepartments(await contextOf(user), parseList(departmentList, search));

  test("stands in the order of the tree, siblings by their order and name, with what is in each", async () => {
    const { id, top } = await makeInstitution(db);
    const { ids } = await act(
      add(id, [
        { name: "乙部", parentId: top.id, sort: 2 },
        { name: "甲部", parentId: top.id, sort: 1 },
        { name: "乙一", parentId: "r1" },
      ]),
    );
    await makeUser(db, { posts: [{ departmentId: ids[0]! }, { departmentId: ids[0]! }] });
    const { rows, total } = await list({ institution: id });
    expect(rows.map(({ name, depth }) => [name, depth])).toEqual([
      ["总部", 0],
      ["甲部", 1],
      ["乙部", 1],
      ["乙一", 2],
    ]);
    expect(rows[2]).toMatchObject({ positions: 2, people: 1, path: ["总部"] });
    expect(total).toEqual({ count: 4, more: false });
  });

  test("finds by name and code, telling what is above", async () => {
    const { id, top } = await makeInstitution(db);
    await act(add(id, [{ name: "研发部", code: "RD-1", parentId: top.id }]));
    for (const q of ["研发", "rd-1"])
      expect((await list({ institution: id, q })).rows).toMatchObject([{ name: "研发部", path: ["总部"] }]);
    expect((await list({ institution: id, q: "%" })).rows).toEqual([]);
  });

  test("turns pages by the department last seen, forwards and back", async () => {
    const { id, top } = await makeInstitution(db);
    for (let chunk = 0; chunk < 3; chunk++)
      await act(
        add(
          id,
          Array.from({ length: 45 }, (_, at) => ({ name: `组${chunk}-${at}`, parentId: top.id, sort: chunk })),
        ),
      );
    const first = await list({ institution: id, size: "100" });
    const second = await list({ institution: id, size: "100", after: first.after!, page: "2" });
    const back = await list({ institution: id, size: "100", before: second.before!, page: "1" });
    expect([first.rows.length, second.rows.length, second.after]).toEqual([100, 36, undefined]);
    expect(back.rows.map((row) => row.id)).toEqual(first.rows.map((row) => row.id));
    expect(new Set([...first.rows, ...second.rows].map((row) => row.id)).size).toBe(136);
  });

  test.each<Record<string, string>>([
    { institution: "x" },
    { after: "nonsense" },
    { page: "99999" },
    { sort: "name" },
    { q: "%_\\ \0" },
    { size: "7" },
  ])("no address breaks it: %j", async (search) => {
    await expect(list(search)).resolves.toBeDefined();
  });

  test("is empty for who may not see the organisation", async () => {
    const stranger = await makeUser(db);
    expect((await list({}, stranger.id)).rows).toEqual([]);
  });
});

describe("what other forms choose from", () => {
  test("any colleague finds departments by name, with the institution and the departments above", async () => {
    const colleague = await makeUser(db);
    const { id, name, top } = await makeInstitution(db);
    const sales = await makeDepartment(db, id, top.id, unique("独特部"));
    const ctx = await contextOf(colleague.id);
    expect(await searchDepartments(ctx, { q: sales.name })).toEqual([
      {
        id: sales.id,
        parentId: top.id,
        name: sales.name,
        institutionId: id,
        institution: name,
        label: sales.name,
        hint: `${name} / 总部`,
      },
    ]);
    expect((await searchDepartments(ctx, { institution: id })).map((found) => found.id)).toEqual([top.id, sales.id]);
  });

  test("nothing is offered a place below itself, whatever the order of the list", () => {
    const node = (id: string, parentId: string | null) => ({ id, parentId });
    const nodes = [node("leaf", "mid"), node("mid", "top"), node("top", null), node("other", null)];
    const left = (id?: string) => outsideBranch(nodes, id, ({ parentId }) => parentId).map((one) => one.id);
    expect(left("mid")).toEqual(["top", "other"]);
    expect(left("top")).toEqual(["other"]);
    expect(left()).toHaveLength(4);
  });

  test("departments come in the order of the tree, positions with their department", async () => {
    const { id, top } = await makeInstitution(db);
    const below = await makeDepartment(db, id, top.id);
    const post = await act((ctx) =>
      createPosition(ctx, { departmentId: below.id, superiorId: null, name: "专员", isManagement: false }),
    );
    const ctx = await contextOf(clerk);
    const options = (await departmentOptions(ctx)).filter((one) => one.institutionId === id);
    expect(options.map((one) => [one.id, one.depth])).toEqual([
      [top.id, 0],
      [below.id, 1],
    ]);
    expect(await positionOptions(ctx)).toContainEqual(
      expect.objectContaining({ id: post.id, departmentId: below.id, institutionId: id, superiorId: null }),
    );
  });
});
