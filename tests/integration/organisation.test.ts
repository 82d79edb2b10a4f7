import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import type { Db } from "@/db/client";
import { auditChanges, auditEvents, departments, institutions, levelGrants, positions, userPosts } from "@/db/schema";
import type { StaffContext } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { parseList } from "@/lib/core/list";
import { translatorFor } from "@/lib/core/messages";
import { fromDatabase } from "@/lib/core/refusal";
import {
  createInstitution,
  createPosition,
  deleteDepartment,
  deleteInstitution,
  deletePosition,
  editInstitution,
  editPosition,
} from "@/lib/organisation/commands";
import { institutionList, positionList } from "@/lib/organisation/list";
import { listInstitutions } from "@/lib/organisation/institution-list";
import { listPositions } from "@/lib/organisation/position-list";
import { newInstitution } from "@/lib/organisation/schema";
import { testDatabase } from "../support/database";
import { actAs, contextOf, makeDepartment, makeInstitution, makeUser, unique } from "../support/people";

let db: Db;
let clerk: string;
beforeAll(async () => {
  db = await testDatabase();
  const all = {
    "organisation.view": "all",
    "organisation.create": "all",
    "organisation.edit": "all",
    "organisation.delete": "all",
  } as const;
  clerk = (await makeUser(db, { grants: all })).id;
});

const act = <T>(run: (ctx: StaffContext) => Promise<T>) => actAs(clerk, run);
/** The refusal of an act as a person reads it, and the fields at which it stands. */
async function refusalOf(run: (ctx: StaffContext) => Promise<unknown>) {
  const error = await act(run).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  const told = error instanceof DomainError ? error : fromDatabase(error);
  if (!told) throw error ?? new Error("Nothing was refused.");
  const { key, values } = told.sentence;
  return { code: told.code, key, text: translatorFor("zh-CN")(key, values), fields: Object.keys(told.fields ?? {}) };
}
const addPosition = async (departmentId: string, superiorId: string | null = null, name = unique("职位")) =>
  act((ctx) => createPosition(ctx, { departmentId, superiorId, name, isManagement: false }));

describe("institutions", () => {
  test("a new institution is there and in the log", async () => {
    const { id } = await act((ctx) => createInstitution(ctx, { name: "华东分公司", code: "HD" }));
    const [row] = await db.select().from(institutions).where(eq(institutions.id, id));
    expect(row).toMatchObject({ name: "华东分公司", code: "HD", version: 1 });
    const [change] = await db
      .select({ event: auditEvents.event, kind: auditChanges.kind, changes: auditChanges.changes })
      .from(auditChanges)
      .innerJoin(auditEvents, eq(auditEvents.id, auditChanges.eventId))
      .where(and(eq(auditChanges.entity, "institution"), eq(auditChanges.recordId, id)));
    expect(change).toMatchObject({
      event: "institution.created",
      kind: "create",
      changes: { name: [null, "华东分公司"] },
    });
  });

  test("a second institution of the same name is refused at its name, however it is written", async () => {
    await act((ctx) => createInstitution(ctx, { name: "Kehu Europe" }));
    const refused = await refusalOf((ctx) => createInstitution(ctx, { name: "ＫＥＨＵ  europe" }));
    expect(refused).toMatchObject({ key: "organisation.error.institution_name_taken", fields: ["name"] });
  });

  test("a name is required, and a phone is made of digits and signs", () => {
    const { error } = newInstitution.safeParse({ name: "  ", phone: "call me" });
    expect(error?.issues.map(({ path, message }) => [path.join("."), message])).toEqual([
      ["name", "errors.required"],
      ["phone", "errors.phone"],
    ]);
  });

  test("who saves over somebody else's save is told, and nothing is lost", async () => {
    const { id } = await act((ctx) => createInstitution(ctx, { name: unique("分公司") }));
    await act((ctx) => editInstitution(ctx, { id, version: 1, name: unique("改名"), phone: "021-5555" }));
    await expect(act((ctx) => editInstitution(ctx, { id, version: 1, name: unique("再改") }))).rejects.toMatchObject({
      code: "stale",
      theirs: { version: 2, values: { phone: "021-5555" } },
    });
  });

  test("an institution with departments is not deleted, and the sentence names them", async () => {
    const { id, top } = await makeInstitution(db, "北方公司");
    for (const name of ["销售部", "财务部"]) await makeDepartment(db, id, top.id, name);
    const { code, text } = await refusalOf((ctx) => deleteInstitution(ctx, { id }));
    expect(code).toBe("conflict");
    expect(text).toBe("不能删除机构“北方公司”：仍有 3 个部门（总部、财务部、销售部）。请先处理这些内容。");
  });

  test("an institution that nothing belongs to is deleted, and the log keeps what it was", async () => {
    const { id } = await act((ctx) => createInstitution(ctx, { name: "短命公司" }));
    await act((ctx) => deleteInstitution(ctx, { id }));
    expect(await db.select().from(institutions).where(eq(institutions.id, id))).toEqual([]);
    const [gone] = await db
      .select()
      .from(auditChanges)
      .where(and(eq(auditChanges.recordId, id), eq(auditChanges.kind, "delete")));
    expect(gone?.changes).toMatchObject({ name: ["短命公司", null] });
  });

  test("the list searches, sorts and pages through the address, and counts the departments", async () => {
    const stem = unique("列表");
    for (const name of ["甲", "乙", "丙"]) await makeInstitution(db, `${stem}${name}`);
    const ctx = await contextOf(clerk);
    const list = (search: Record<string, string>) =>
      listInstitutions(ctx, parseList(institutionList, { q: stem, ...search }));
    const page = await list({ sort: "-name", size: "20" });
    expect(page.total).toEqual({ count: 3, more: false });
    expect(page.rows.map((row) => row.departments)).toEqual([1, 1, 1]);
    expect((await list({ q: "%" })).rows).toEqual([]);
  });

  test("who may not see the organisation sees an empty list", async () => {
    const stranger = await makeUser(db);
    const page = await listInstitutions(await contextOf(stranger.id), parseList(institutionList, {}));
    expect(page).toMatchObject({ rows: [], total: { count: 0 } });
    await expect(
      actAs(stranger.id, (ctx) => deleteInstitution(ctx, { id: crypto.randomUUID() })),
    ).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("positions", () => {
  test("a position lies in one department, has a superior, and its management flag is kept", async () => {
    const { top } = await makeInstitution(db);
    const chief = await addPosition(top.id, null, "总经理");
    const { id } = await act((ctx) =>
      createPosition(ctx, { departmentId: top.id, superiorId: chief.id, name: "副总", isManagement: true }),
    );
    const page = await listPositions(
      await contextOf(clerk),
      parseList(positionList, { department: top.id, management: "1" }),
    );
    expect(page.rows).toMatchObject([{ id, name: "副总", superior: "总经理", isManagement: true, holders: [] }]);
  });

  test("a name is given once in a department, and may come again in another", async () => {
    const { id, top } = await makeInstitution(db);
    const other = await makeDepartment(db, id, top.id);
    await addPosition(top.id, null, "Manager");
    expect(await refusalOf(() => addPosition(top.id, null, "manager"))).toMatchObject({ fields: ["name"] });
    await expect(addPosition(other.id, null, "Manager")).resolves.toBeDefined();
  });

  test("a superior of another institution is refused", async () => {
    const [one, other] = [await makeInstitution(db), await makeInstitution(db)];
    const chief = await addPosition(other.top.id);
    expect(await refusalOf(() => addPosition(one.top.id, chief.id))).toMatchObject({
      key: "organisation.error.superior_elsewhere",
      fields: ["superiorId"],
    });
  });

  test("a position is not the superior of its own superior", async () => {
    const { top } = await makeInstitution(db);
    const chief = await addPosition(top.id, null, "董事长");
    const deputy = await addPosition(top.id, chief.id);
    const edit = { id: chief.id, version: 1, departmentId: top.id, name: "董事长", isManagement: true };
    for (const superiorId of [deputy.id, chief.id])
      expect(await refusalOf((ctx) => editPosition(ctx, { ...edit, superiorId }))).toMatchObject({
        key: "organisation.error.superior_cycle",
      });
  });

  test("a position does not move to another institution and leave its subordinates behind", async () => {
    const [one, other] = [await makeInstitution(db), await makeInstitution(db)];
    const chief = await addPosition(one.top.id, null, "经理");
    await addPosition(one.top.id, chief.id, "助理");
    const move = {
      id: chief.id,
      version: 1,
      departmentId: other.top.id,
      superiorId: null,
      name: "经理",
      isManagement: false,
    };
    expect(await refusalOf((ctx) => editPosition(ctx, move))).toMatchObject({
      text: "职位“助理”以本职位为上级，两者必须属于同一个机构。请先修改它的上级职位。",
      fields: ["departmentId"],
    });
  });

  test("a position that people hold is not deleted, and the sentence names them and those below", async () => {
    const { top } = await makeInstitution(db);
    const { id } = await addPosition(top.id, null, "主管");
    await addPosition(top.id, id, "组长");
    const user = await makeUser(db, { name: "王小明" });
    await db.insert(userPosts).values({ userId: user.id, positionId: id, isMain: true });
    const { text } = await refusalOf((ctx) => deletePosition(ctx, { id }));
    expect(text).toBe(
      "不能删除职位“主管”：仍有 1 人任职（王小明）。它是 1 个职位的上级职位（组长）。请先处理这些内容。",
    );
  });

  test("a free position is deleted", async () => {
    const { top } = await makeInstitution(db);
    const { id } = await addPosition(top.id);
    await act((ctx) => deletePosition(ctx, { id }));
    expect(await db.select().from(positions).where(eq(positions.id, id))).toEqual([]);
  });

  test("the list filters by institution and by a department with all below it, and names who holds a position", async () => {
    const { id, top } = await makeInstitution(db);
    const below = await makeDepartment(db, id, top.id);
    const beside = await makeDepartment(db, id, top.id);
    await makeUser(db, { name: "李雷", posts: [{ departmentId: below.id }] });
    await addPosition(beside.id);
    const ctx = await contextOf(clerk);
    const list = async (search: Record<string, string>) =>
      (await listPositions(ctx, parseList(positionList, search))).rows;
    expect(await list({ institution: id })).toHaveLength(2);
    expect(await list({ department: top.id })).toHaveLength(2);
    expect(await list({ department: below.id })).toMatchObject([{ holders: ["李雷"] }]);
  });
});

test("while somebody deletes a department, nobody puts a position into it", async () => {
  const { id, top } = await makeInstitution(db);
  const doomed = await makeDepartment(db, id, top.id);
  const outcomes = await Promise.allSettled([
    act((ctx) => deleteDepartment(ctx, { id: doomed.id })),
    addPosition(doomed.id),
  ]);
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const [department] = await db.select().from(departments).where(eq(departments.id, doomed.id));
  expect(department !== undefined).toBe(outcomes[1].status === "fulfilled");
});

test("a department that a management-level grant names is not deleted", async () => {
  const { id, top } = await makeInstitution(db);
  const department = await makeDepartment(db, id, top.id, "海外部");
  const leader = await makeUser(db, { name: "赵总" });
  await db.insert(levelGrants).values({ userId: leader.id, departmentId: department.id });
  const { text } = await refusalOf((ctx) => deleteDepartment(ctx, { id: department.id }));
  expect(text).toBe("不能删除部门“海外部”：以下人员的管理层次权限指向它：赵总。请先处理这些内容。");
});
