import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { customers, portalUsers } from "@/db/schema";
import { contactEntity } from "@/lib/contacts/entity";
import { auditRecord } from "@/lib/core/audit";
import type { StaffContext } from "@/lib/core/context";
import { env } from "@/lib/core/env";
import { missing, refuse } from "@/lib/core/errors";
import { lockRecord } from "@/lib/core/records";
import { scope } from "@/lib/core/scope";
import { customerEntity } from "@/lib/customers/entity";
import { queueMail } from "@/lib/notifications/commands";
import { issueLink } from "@/lib/users/links";
import { addPortalAccount, setPortalAccountLocked } from "@/lib/users/portal-accounts";
import { portalUserEntity } from "./entity";
import { findPortalAccess } from "./queries";
import type { Invitation, InvitedContact } from "./schema";
import { actsOf, INVITATION_DAYS, type PortalAct } from "./status";

type Access = NonNullable<Awaited<ReturnType<typeof findPortalAccess>>>;

/**
 * 邀请到门户 (CON-03): opens an account for a contact of a customer and sends it the link by which it sets its password. One
 * contact has one access; its login is the e-mail address at this moment. Refuses a contact without an address, and an
 * address that is somebody's login already.
 */
export async function inviteContact(ctx: StaffContext, { customerId, contactId, locale }: Invitation) {
  const contact = await lockRecord(ctx, contactEntity, contactId, "invite");
  if (contact.customerId !== customerId) missing();
  const { name, email } = contact;
  if (!email) refuse("portal.error.no_email", { name });
  if (await findPortalAccess(ctx, contactId)) refuse("portal.error.invited_already", { name });
  const account = await addPortalAccount(ctx, { email, name, locale });
  if (account === "unfit") refuse("portal.error.unfit", { email });
  if (account === "taken") refuse("portal.error.taken", { email });
  const stamps = { invitedAt: ctx.now, createdAt: ctx.now, updatedAt: ctx.now };
  await ctx.db
    .insert(portalUsers)
    .values({ id: account.id, customerId, contactId, invitedBy: ctx.actor.id, ...stamps });
  const access = {
    id: account.id,
    customerId,
    login: email,
    name,
    locale,
    state: "invited" as const,
    invitedAt: ctx.now,
  };
  await auditRecord(ctx, portalUserEntity, "portal.invited", null, access);
  await sendInvitation(ctx, access);
  return { name, email };
}

/** Sends a new link to a contact that has not set its password yet; the one before ends. */
export async function resendInvitation(ctx: StaffContext, { contactId }: InvitedContact) {
  const access = await holdAccess(ctx, contactId, "resend");
  await ctx.db
    .update(portalUsers)
    .set({ invitedAt: ctx.now, invitedBy: ctx.actor.id, version: sql`${portalUsers.version} + 1`, updatedAt: ctx.now })
    .where(eq(portalUsers.id, access.id));
  await auditRecord(ctx, portalUserEntity, "portal.invited_again", access, { ...access, invitedAt: ctx.now });
  await sendInvitation(ctx, access);
  return { name: access.name, email: access.login };
}

/** Closes the access of a contact: from its next request on nothing opens (CON-03, AU-04). */
export async function disableAccess(ctx: StaffContext, { contactId }: InvitedContact) {
  const access = await holdAccess(ctx, contactId, "disable");
  await setPortalAccountLocked(ctx, access.id, true);
  await auditRecord(ctx, portalUserEntity, "portal.disabled", access, { ...access, state: "disabled" });
  return { name: access.name };
}

/** Opens a closed access again; who has no password yet needs a new invitation. */
export async function enableAccess(ctx: StaffContext, { contactId }: InvitedContact) {
  const access = await holdAccess(ctx, contactId, "enable");
  await setPortalAccountLocked(ctx, access.id, false);
  const after = await findPortalAccess(ctx, contactId);
  await auditRecord(ctx, portalUserEntity, "portal.enabled", access, { ...access, state: after!.state });
  return { name: access.name };
}

/** The access of a contact in the actor's reach, in a state that allows the act. The contact's row makes acts on it take turns. */
async function holdAccess(ctx: StaffContext, contactId: string, act: PortalAct): Promise<Access> {
  await lockRecord(ctx, contactEntity, contactId, "invite");
  const access = (await findPortalAccess(ctx, contactId)) ?? missing();
  if (!actsOf[access.state].includes(act)) refuse("portal.error.other_state", { name: access.name });
  return access;
}

async function sendInvitation(ctx: StaffContext, { id, customerId, login, name, locale }: Access): Promise<void> {
  const { db, now, installation } = ctx;
  const [customer] = await db
    .select({ name: customers.name })
    .from(customers)
    .where(and(eq(customers.id, customerId), scope(ctx, customerEntity, "view")));
  if (!customer) missing();
  const token = await issueLink(db, id, now, INVITATION_DAYS * 24 * 60);
  // The address is the configured one: no header of a request has a say in where the link leads (AU-10).
  const link = `${new URL(env().APP_BASE_URL).origin}/first-password?${new URLSearchParams({ token })}`;
  await queueMail(ctx, {
    kind: "portal_invited",
    to: login,
    locale,
    key: `portal_invited:${id}:${crypto.randomUUID()}`,
    values: { name, login, customer: customer.name, company: installation.companyName, days: INVITATION_DAYS },
    link,
    usefulUntil: new Date(now.getTime() + INVITATION_DAYS * 86_400_000),
  });
}
