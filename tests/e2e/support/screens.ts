import { auditEvents, customers, customerTags, dictionaryEntries, importUndoLines, tags } from "@/db/schema";
import { eq } from "drizzle-orm";
import { makeContact, makeDeletion, makeMerge } from "../../support/customers";
import {
  actorOf,
  db,
  fresh,
  makeCustomerOf,
  makeDepartmentOf,
  makeImportOf,
  makeLinkedContact,
  makeMail,
} from "./data";
import { makePortalUserOf } from "./portal";

/** A screen to look at: its address, who looks, and whether a panel lies over it. */
export type Screen = { path: string; as?: string; panel: boolean };

const LONG =
  "华东地区第一机动车辆检测与远程信息处理设备技术开发有限责任公司苏州工业园区独墅湖科教创新区第二分公司及其下属服务站点";

/** Every screen of the office with something on it, every panel, and the screens outside of it. */
export async function allScreens(): Promise<Screen[]> {
  const { id } = await makeCustomerOf("admin", {
    name: `${fresh("")}${LONG}`.slice(0, 60),
    notes: "要求每月 5 日前提供对账单。",
    phone: "0512-62811234",
  });
  await db
    .update(customers)
    .set({ parentId: id })
    .where(eq(customers.id, (await makeCustomerOf("admin")).id));
  const twin = await makeCustomerOf("admin", { notes: "重复录入", website: "example.com" });
  await makeMerge(db, { id }, await makeCustomerOf("admin"), (await actorOf("admin")).actor.id, new Date());
  await makeDeletion(db, await makeCustomerOf("admin"), (await actorOf("admin")).actor.id, new Date());
  const { id: contact } = await makeLinkedContact([id, (await makeCustomerOf("sales")).id]);
  const { department, institution, position, role } = await makeDepartmentOf();
  const user = (await actorOf("sales")).actor.id;
  const [event] = await db.select({ id: auditEvents.id }).from(auditEvents).limit(1);
  const [entry] = await db.select().from(dictionaryEntries).where(eq(dictionaryEntries.kind, "source")).limit(1);
  const now = new Date();
  const [tag] = await db
    .insert(tags)
    .values({ name: fresh("标签"), colour: "warning", createdAt: now, updatedAt: now })
    .returning();
  await db.insert(customerTags).values({ customerId: id, tagId: tag!.id });
  // Alone in the list: what other letters say, they say in the language of their readers.
  const { user: customerUser, child } = await makePortalUserOf("admin");
  const invitable = await makeContact(db, customerUser.customerId, { isPrimary: false, email: "liu@customer.example" });
  const mail = await makeMail();
  const outbox = `/system/outbox?size=20&q=${mail.recipient}`;
  const counts = { rowsRead: 12, rowsBad: 1, rowsCreated: 10, rowsUnchanged: 1, rowsWritten: 10 };
  const runs = {
    begun: await makeImportOf("admin"),
    contacts: await makeImportOf("admin", { kind: "contacts" }),
    checked: await makeImportOf("admin", { state: "checked", mode: "add", ...counts }),
    done: await makeImportOf("admin", { state: "done", mode: "add", ...counts }),
    failed: await makeImportOf("admin", { state: "failed", problem: { code: "busy" } }),
    stopped: await makeImportOf("admin", { state: "stopped" }),
    undone: await makeUndone(id),
    undoable: await makeImportOf("admin", { state: "done", eventId: event!.id, finishedAt: new Date(), ...counts }),
  };
  const office = [
    "/customers?size=20",
    "/customers?q=nothing-is-called-this",
    "/customers?kind=person&level=nonsense&created_from=2026-02-31&sort=password",
    "/contacts?size=20",
    "/contacts?q=nothing-is-called-this&role=nonsense",
    `/contacts/${contact}`,
    `/contacts/${contact}/history`,
    "/bin",
    "/customers/new",
    "/customers/merge",
    `/customers/merge?survivor=${id}`,
    `/customers/merge?survivor=${id}&loser=${twin.id}`,
    ...["", "/contacts", "/companies", "/billing", "/attachments", "/shares", "/history", "/edit"].map(
      (part) => `/customers/${id}${part}`,
    ),
    "/settings/customer-types",
    "/settings/regions",
    "/settings/sources?q=nothing-is-called-this",
    "/settings/tags?size=20",
    "/customers?size=20&columns=name,tags&view=nothing",
    ...["institutions", "departments", "positions", "roles", "users"].flatMap((name) => [
      `/system/${name}?size=20`,
      `/system/${name}/new`,
    ]),
    ...Object.entries({
      institutions: institution,
      departments: department,
      positions: position,
      roles: role,
      users: user,
    }).map(([name, one]) => `/system/${name}/${one}/edit`),
    `/system/roles/${role}`,
    `/system/users/${user}`,
    `/system/users/${user}/password`,
    `/system/users/${user}/record`,
    `/system/users/${user}/handover`,
    "/system/positions/chart",
    "/system/users/deleted",
    "/system/numbering",
    "/system/settings",
    outbox,
    `/system/outbox/${mail.id}`,
    "/account/password",
    "/account/sessions",
    "/account/notifications",
    "/system/audit?size=20",
    `/system/audit/${event!.id}`,
    "/system/audit/security?size=20",
    "/system/imports",
    "/system/imports/new",
    "/system/imports/new?kind=contacts",
    ...Object.values(runs).map((run) => `/system/imports/${run}`),
    "/no-such-page",
  ];
  const panels = [
    "/customers?size=20&panel=new",
    `/customers?size=20&panel=edit.${id}`,
    `/customers/${id}/contacts?panel=new`,
    `/customers/${id}/contacts?panel=link`,
    "/contacts?size=20&panel=new",
    `/contacts/${contact}?panel=edit.${contact}`,
    `/contacts/${contact}?panel=link.${contact}`,
    `/customers/${customerUser.customerId}/contacts?panel=portal.${customerUser.contactId}`,
    `/customers/${customerUser.customerId}/contacts?panel=portal.${invitable.id}`,
    `/customers/${id}/billing?panel=edit`,
    "/settings/sources?panel=new",
    "/settings/tags?panel=new",
    `/settings/tags?panel=merge.${tag!.id}`,
    `/settings/sources?panel=edit.${entry!.id}`,
    ...["institutions", "departments", "positions", "roles", "users"].map(
      (name) => `/system/${name}?size=20&panel=new`,
    ),
    `/system/roles?panel=edit.${role}`,
    `/system/users?size=20&panel=edit.${user}`,
    `/system/users?size=20&panel=password.${user}`,
    `/system/audit?size=20&panel=event.${event!.id}`,
    `${outbox}&panel=mail.${mail.id}`,
  ];
  return [
    ...["/sign-in", "/first-password?token=x", "/forgot"].map((path) => ({ path, panel: false })),
    { path: "/system/users", as: "sales", panel: false },
    ...["", "?q=nothing-is-called-this", `/companies/${child.id}`, "/account"].map((part) => ({
      path: `/portal${part}`,
      as: customerUser.login,
      panel: false,
    })),
    ...office.map((path) => ({ path, as: "admin", panel: false })),
    ...panels.map((path) => ({ path, as: "admin", panel: true })),
  ];
}

/** An import that was undone, with a customer of which a field stayed. */
async function makeUndone(customerId: string): Promise<string> {
  const { id: undoneBy } = (await actorOf("admin")).actor;
  const counts = { recordsUndone: 8, recordsKept: 1, recordsImpossible: 1 };
  const importId = await makeImportOf("admin", { state: "undone", undoneBy, undoneAt: new Date(), ...counts });
  const line = { importId, entity: "customer", recordId: customerId, customerId };
  await db.insert(importUndoLines).values([
    { ...line, lineNo: 1, outcome: "kept", reason: "changed", field: "phone", now: "0512-62811234", before: "0512-6" },
    { ...line, lineNo: 2, outcome: "impossible", reason: "hidden", recordId: importId, customerId: importId },
  ]);
  return importId;
}
