import { hash } from "@node-rs/argon2";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Db } from "@/db/client";
import {
  accountLinks,
  auditChanges,
  auditEvents,
  contacts,
  customers,
  outboxMessages,
  portalUsers,
  userCredentials,
  userPosts,
  userRoles,
  users,
  userSessions,
} from "@/db/schema";
import { deleteCustomer, previewDeletion, restoreDeletion } from "@/lib/bin/commands";
import { removeContact } from "@/lib/contacts/commands";
import { loadByUser, closedBecause } from "@/lib/core/access";
import { closeQueue } from "@/lib/core/queue";
import { parseList } from "@/lib/core/list";
import { mergeCustomers } from "@/lib/merges/commands";
import { openLink } from "@/lib/notifications/link";
import { disableAccess, enableAccess, inviteContact, resendInvitation } from "@/lib/portal/commands";
import { findCompany, listCompanies, listPeople } from "@/lib/portal/company-queries";
import { searchText } from "@/lib/portal/company-search";
import { listPortalAccess } from "@/lib/portal/queries";
import { setFirstPassword } from "@/lib/users/first-password";
import { userList } from "@/lib/users/list";
import { findPeople, findUser, listUsers } from "@/lib/users/queries";
import { signIn } from "@/lib/users/sign-in";
import { makeContact, makeCustomer } from "../support/customers";
import { testDatabase } from "../support/database";
import { actAs, contextOf, makeInstitution, makeUser, unique } from "../support/people";
import { asPortal, makePortalUser } from "../support/portal";

const PASSWORD = "violet tram depot 94";
const ORIGIN = { door: "test", requestId: "test", address: "127.0.0.1" };
const DAY = 86_400_000;

let db: Db;
let seller: string;
let passwordHash: string;
beforeAll(async () => {
  db = await testDatabase();
  const own = { "customers.view": "own", "customers.delete": "own", "fields.contact_data": "all" } as const;
  const verbs = {
    "contacts.view": "own",
    "contacts.edit": "own",
    "contacts.delete": "own",
    "contacts.invite": "own",
  } as const;
  seller = (await makeUser(db, { grants: { ...own, ...verbs } })).id;
  passwordHash = await hash(PASSWORD, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
});
afterAll(closeQueue);

const emailOf = () => `${unique("li.na")}@customer.example`;
async function makeContactOf(values: Partial<typeof contacts.$inferInsert> = {}) {
  const customer = await makeCustomer(db, { ownerId: seller });
  const contact = await makeContact(db, customer.id, { email: emailOf(), ...values });
  return { customer, contact, invitation: { customerId: customer.id, contactId: contact.id, locale: "en" as const } };
}
const invite = (invitation: Awaited<ReturnType<typeof makeContactOf>>["invitation"], by = seller, now?: Date) =>
  actAs(by, (ctx) => inviteContact(ctx, invitation), now);
const accessOf = async (customerId: string, contactId: string) =>
  (await listPortalAccess(await contextOf(seller), customerId)).get(contactId);
const mailsTo = (recipient: string) =>
  db.select().from(outboxMessages).where(eq(outboxMessages.recipient, recipient)).orderBy(outboxMessages.id);
const tokenIn = (mail: typeof outboxMessages.$inferSelect) =>
  new URL(openLink(mail.sealedLink!)!).searchParams.get("token")!;
const enter = (login: string, now = new Date()) =>
  signIn({ login, password: PASSWORD, address: "127.0.0.1", agent: "test", now });
const refusedWith = (key: string) => ({ code: "conflict", sentence: { key } });

describe("a contact is invited to the portal (CON-03)", () => {
  test("it gets an account and a mail in its language, whose link sets a password, and then it is in", async () => {
    const now = new Date();
    const { customer, contact, invitation } = await makeContactOf();
    await invite(invitation, seller, now);
    expect(await accessOf(customer.id, contact.id)).toMatchObject({ state: "invited", login: contact.email });

    const [mail] = await mailsTo(contact.email!);
    expect(mail).toMatchObject({
      kind: "portal_invited",
      locale: "en",
      usefulUntil: new Date(now.getTime() + 7 * DAY),
    });
    expect(mail!.subject).toMatch(/invites you to its customer portal/);
    expect(mail!.bodyText).toContain(customer.name);
    expect(mail!.bodyText).not.toMatch(/token=/);
    const token = tokenIn(mail!);
    await setFirstPassword({ token, password: PASSWORD, repeated: PASSWORD }, ORIGIN, now);
    const again = setFirstPassword({ token, password: PASSWORD, repeated: PASSWORD }, ORIGIN, now);
    await expect(again).rejects.toMatchObject(refusedWith("sign_in.error.link_ended"));

    expect(await accessOf(customer.id, contact.id)).toMatchObject({ state: "active" });
    const outcome = await enter(contact.email!.toUpperCase());
    expect(outcome).toMatchObject({ state: "in", as: { locale: "en", token: { audience: "portal", modules: [] } } });
    const [session] = await db.select().from(userSessions).where(eq(userSessions.audience, "portal")).limit(1);
    expect(session).toBeDefined();
  });

  test("its act stands in the log of the customer, the login only for those who may see contact data", async () => {
    const { customer, contact, invitation } = await makeContactOf();
    await invite(invitation);
    const [line] = await db
      .select({ event: auditEvents.event, changes: auditChanges.changes, customerId: auditChanges.customerId })
      .from(auditChanges)
      .innerJoin(auditEvents, eq(auditEvents.id, auditChanges.eventId))
      .where(and(eq(auditChanges.entity, "portal_user"), eq(auditChanges.customerId, customer.id)));
    expect(line).toMatchObject({
      event: "portal.invited",
      changes: { state: [null, "invited"], login: [null, contact.email] },
    });
    const blind = (await makeUser(db, { grants: { "customers.view": "all", "contacts.view": "all" } })).id;
    const access = await listPortalAccess(await contextOf(blind), customer.id);
    expect(access.get(contact.id)).toMatchObject({ state: "invited", login: null });
  });

  test("the link runs out after seven days; a new invitation ends the one before", async () => {
    const now = new Date();
    const { contact, invitation } = await makeContactOf();
    await invite(invitation, seller, now);
    await actAs(seller, (ctx) => resendInvitation(ctx, { contactId: contact.id }), new Date(now.getTime() + 1000));
    const [first, second] = await mailsTo(contact.email!);
    const use = (mail: typeof first, at: Date) =>
      setFirstPassword({ token: tokenIn(mail!), password: PASSWORD, repeated: PASSWORD }, ORIGIN, at);
    await expect(use(first, now)).rejects.toMatchObject(refusedWith("sign_in.error.link_ended"));
    const late = new Date(now.getTime() + 7 * DAY + 2000);
    await expect(use(second, late)).rejects.toMatchObject(refusedWith("sign_in.error.link_ended"));
    await use(second, new Date(now.getTime() + 7 * DAY - 1000));
    const resend = actAs(seller, (ctx) => resendInvitation(ctx, { contactId: contact.id }));
    await expect(resend, "a password is set").rejects.toMatchObject(refusedWith("portal.error.other_state"));
  });

  test("it is refused without an e-mail address, with one that is a login, and twice", async () => {
    const without = await makeContactOf({ email: null });
    await expect(invite(without.invitation)).rejects.toMatchObject(refusedWith("portal.error.no_email"));
    const staff = emailOf();
    await makeUser(db, { login: staff });
    const taken = await makeContactOf({ email: staff.toUpperCase() });
    await expect(invite(taken.invitation)).rejects.toMatchObject(refusedWith("portal.error.taken"));
    const long = await makeContactOf({ email: `${"a".repeat(60)}@${"b".repeat(50)}.example` });
    await expect(invite(long.invitation)).rejects.toMatchObject(refusedWith("portal.error.unfit"));
    const twice = await makeContactOf();
    await invite(twice.invitation);
    await expect(invite(twice.invitation)).rejects.toMatchObject(refusedWith("portal.error.invited_already"));
  });

  test("two who invite the same contact at once: one account, one mail", async () => {
    const { contact, invitation } = await makeContactOf();
    const both = await Promise.allSettled([invite(invitation), invite(invitation)]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await mailsTo(contact.email!)).toHaveLength(1);
  });

  test("two contacts with one address, invited at once: one gets the login, the other is told", async () => {
    const email = emailOf();
    const [one, other] = [await makeContactOf({ email }), await makeContactOf({ email })];
    const both = await Promise.allSettled([invite(one.invitation), invite(other.invitation)]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const lost = both.find((result) => result.status === "rejected");
    expect(lost?.reason).toMatchObject(refusedWith("portal.error.taken"));
  });

  test("who may not invite, or not reach the contact, or names another customer, is refused", async () => {
    const { customer, contact, invitation } = await makeContactOf();
    const stranger = (await makeUser(db, { grants: { "customers.view": "own", "contacts.invite": "own" } })).id;
    await expect(invite(invitation, stranger)).rejects.toMatchObject({ code: "not_found" });
    const other = await makeCustomer(db, { ownerId: seller });
    await expect(invite({ ...invitation, customerId: other.id })).rejects.toMatchObject({ code: "not_found" });
    await binOf(customer.id);
    await expect(invite(invitation), "of a deleted customer").rejects.toMatchObject({ code: "not_found" });
    expect(await mailsTo(contact.email!)).toEqual([]);
  });
});

/** Puts a customer into the recycle bin as its owner does; answers the deletion. */
async function binOf(id: string): Promise<string> {
  const { seen } = await actAs(seller, (ctx) => previewDeletion(ctx, { id }));
  return (await actAs(seller, (ctx) => deleteCustomer(ctx, { id, ...seen }))).id;
}

/** Somebody of the portal who has set a password and is signed in. */
async function makeActive() {
  const { customer, contact } = await makeContactOf();
  const user = await makePortalUser(db, {
    customerId: customer.id,
    contactId: contact.id,
    login: contact.email!,
    email: contact.email,
  });
  await db.insert(userCredentials).values({ userId: user.id, passwordHash, changedAt: new Date() });
  return { customer, contact, user };
}
const reasonOf = async (userId: string) => {
  const { account } = (await loadByUser(db, userId))!;
  return closedBecause(account, "2026-03-02" as never);
};

describe("an access is closed and opened (CON-03, AU-04)", () => {
  test("disabling ends the sessions and the links at once; enabling opens it with the same password", async () => {
    const { customer, contact, user } = await makeActive();
    expect((await enter(user.login)).state).toBe("in");
    await actAs(seller, (ctx) => disableAccess(ctx, { contactId: contact.id }));
    expect(await reasonOf(user.id)).toBe("portal_closed");
    const open = await db.select().from(userSessions).where(eq(userSessions.userId, user.id));
    expect(open.filter(({ endedAt }) => endedAt === null)).toEqual([]);
    expect(await enter(user.login)).toEqual({ state: "refused", reason: "portal_closed" });
    expect(await accessOf(customer.id, contact.id)).toMatchObject({ state: "disabled" });
    const twice = actAs(seller, (ctx) => disableAccess(ctx, { contactId: contact.id }));
    await expect(twice).rejects.toMatchObject(refusedWith("portal.error.other_state"));
    await actAs(seller, (ctx) => enableAccess(ctx, { contactId: contact.id }));
    expect((await enter(user.login)).state).toBe("in");
  });

  test("an invitation that is disabled has no link any more", async () => {
    const { contact, invitation } = await makeContactOf();
    await invite(invitation);
    await actAs(seller, (ctx) => disableAccess(ctx, { contactId: contact.id }));
    const [mail] = await mailsTo(contact.email!);
    const used = setFirstPassword(
      { token: tokenIn(mail!), password: PASSWORD, repeated: PASSWORD },
      ORIGIN,
      new Date(),
    );
    await expect(used).rejects.toMatchObject(refusedWith("sign_in.error.link_ended"));
  });

  test("with its customer in the recycle bin it opens nothing; restoring opens it again (CUS-08, CUS-09)", async () => {
    const { customer, user } = await makeActive();
    const deletion = await binOf(customer.id);
    expect(await reasonOf(user.id)).toBe("portal_closed");
    expect(await enter(user.login)).toEqual({ state: "refused", reason: "portal_closed" });
    await actAs(seller, (ctx) => restoreDeletion(ctx, { id: deletion }));
    expect((await enter(user.login)).state).toBe("in");
  });

  test("with its contact deleted it is put away without a name, and the address can be invited again", async () => {
    const { customer, contact, user } = await makeActive();
    await makeContact(db, customer.id, { isPrimary: false });
    await actAs(seller, (ctx) => removeContact(ctx, { id: contact.id, version: 1 }));
    expect(await reasonOf(user.id)).toBe("portal_closed");
    const [gone] = await db.select().from(users).where(eq(users.id, user.id));
    expect(gone).toMatchObject({ name: "—", email: null, deletedAt: expect.any(Date) });
    const next = await makeContact(db, customer.id, { isPrimary: false, email: contact.email });
    await invite({ customerId: customer.id, contactId: next.id, locale: "en" });
    expect(await accessOf(customer.id, next.id)).toMatchObject({ state: "invited", login: contact.email });
    const links = await db.select().from(accountLinks).where(eq(accountLinks.userId, user.id));
    expect(links.filter(({ usedAt }) => usedAt === null)).toEqual([]);
  });
});

describe("customers are merged (CUS-10)", () => {
  test("whoever has access follows their contact into the other company, also where that has the same contact", async () => {
    const { customer: loser, contact, user } = await makeActive();
    const survivor = await makeCustomer(db, { ownerId: seller });
    const { id: _id, customerId: _customer, searchKey: _search, phoneKey: _phone, ...same } = contact;
    await makeContact(db, survivor.id, same);
    const admin = (await makeUser(db, { administrator: true })).id;
    const seen = { survivorId: survivor.id, survivorVersion: 1, loserId: loser.id, loserVersion: 1 };
    await actAs(admin, (ctx) => mergeCustomers(ctx, { ...seen, take: [] }));
    expect(await reasonOf(user.id)).toBeUndefined();
    const own = await asPortal(db, user.id, (ctx) => findCompany(ctx, ctx.actor.customerId));
    expect(own?.id).toBe(survivor.id);
  });
});

describe("somebody of the portal is no member of the staff (SCP-07, D-08)", () => {
  test("the database refuses them roles and posts, and their account another side", async () => {
    const { id } = await makePortalUser(db);
    const [held] = await db.select().from(userRoles).limit(1);
    const role = db.insert(userRoles).values({ userId: id, roleId: held!.roleId });
    await expect(role).rejects.toMatchObject({ cause: { constraint: "users_staff_only" } });
    const { top } = await makeInstitution(db);
    await makeUser(db, { posts: [{ departmentId: top.id }] });
    const [post] = await db.select().from(userPosts).limit(1);
    const given = db.insert(userPosts).values({ userId: id, positionId: post!.positionId, isMain: true });
    await expect(given).rejects.toMatchObject({ cause: { constraint: "users_staff_only" } });
    const moved = db.update(users).set({ audience: "staff" }).where(eq(users.id, id));
    await expect(moved).rejects.toMatchObject({ cause: { constraint: expect.stringMatching(/audience/) } });
    const { id: staff } = await makeUser(db);
    const bound = db.update(portalUsers).set({ id: staff }).where(eq(portalUsers.id, id));
    await expect(bound).rejects.toMatchObject({ cause: { constraint: "portal_users_account_fk" } });
  });

  test("the screens of accounts, the pickers and the owners of customers know nothing of them", async () => {
    const { id, name } = await makePortalUser(db);
    const admin = await contextOf((await makeUser(db, { administrator: true })).id);
    const params = parseList(userList, { q: name });
    expect((await listUsers(admin, params)).rows).toEqual([]);
    expect(await findUser(admin, id)).toBeUndefined();
    expect(await findPeople(admin, { q: name })).toEqual([]);
  });
});

describe("what the portal shows (SCP-07, D-03)", () => {
  async function makeGroup() {
    const { customer, contact, user } = await makeActive();
    const child = await makeCustomer(db, { ownerId: seller, parentId: customer.id, name: unique("子公司") });
    const grandchild = await makeCustomer(db, { ownerId: seller, parentId: child.id, name: unique("孙公司") });
    return { customer, contact, user, child, grandchild };
  }

  test("the company's own record and contacts, and the companies below in the order of the tree", async () => {
    const { customer, contact, user, child, grandchild } = await makeGroup();
    const sister = await makeCustomer(db, { ownerId: seller, parentId: customer.id, name: `${child.name}后` });
    const shown = await asPortal(db, user.id, async (ctx) => ({
      own: await findCompany(ctx, ctx.actor.customerId),
      people: await listPeople(ctx, ctx.actor.customerId),
      below: await listCompanies(ctx, undefined),
    }));
    expect(shown.own).toMatchObject({ id: customer.id, number: customer.number, name: customer.name });
    expect(Object.keys(shown.own!)).not.toEqual(expect.arrayContaining(["ownerId"]));
    expect(shown.people.map(({ id }) => id)).toEqual([contact.id]);
    expect(shown.below.companies.map(({ id, depth }) => [id, depth])).toEqual([
      [child.id, 1],
      [grandchild.id, 2],
      [sister.id, 1],
    ]);
  });

  test("a search narrows the companies below and finds nobody else's, whatever is typed (AZ-03)", async () => {
    const { user, grandchild } = await makeGroup();
    const other = await makeGroup();
    const find = (text: string) => asPortal(db, user.id, (ctx) => listCompanies(ctx, searchText(text)));
    expect((await find(grandchild.name)).companies.map(({ id }) => id)).toEqual([grandchild.id]);
    expect((await find(grandchild.number)).total).toBe(1);
    for (const text of [other.child.name, other.child.number, other.child.id])
      expect((await find(text)).companies).toEqual([]);
    for (const text of ["%", "_", "' or true --", "\0", "\\"])
      expect((await find(text)).companies.filter(({ id }) => id === other.child.id)).toEqual([]);
    expect((await find("%")).total, "a sign of its own, no wildcard").toBe(0);
  });

  test("another company's record and contacts are not found by their ids (AZ-03, I1)", async () => {
    const [mine, other] = [await makeGroup(), await makeGroup()];
    for (const id of [other.customer.id, other.child.id, crypto.randomUUID()])
      await asPortal(db, mine.user.id, async (ctx) => {
        expect(await findCompany(ctx, id)).toBeUndefined();
        expect(await listPeople(ctx, id)).toEqual([]);
      });
    await db.update(customers).set({ parentId: other.customer.id }).where(eq(customers.id, mine.child.id));
    await asPortal(db, mine.user.id, async (ctx) => expect(await findCompany(ctx, mine.child.id)).toBeUndefined());
    await asPortal(db, other.user.id, async (ctx) => expect(await findCompany(ctx, mine.grandchild.id)).toBeDefined());
  });
});
