import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { contacts, portalUsers, users } from "@/db/schema";
import { contactEntity } from "@/lib/contacts/entity";
import { can, type Context } from "@/lib/core/context";
import { scope } from "@/lib/core/scope";
import { INVITATION_DAYS, type PortalState } from "./status";

const stateOf = sql<PortalState>`case when ${users.locked} then 'disabled'
  when exists (select from user_credentials c where c.user_id = ${users.id}) then 'active' else 'invited' end`;

/** The access of the contacts of a customer (CON-03), by contact; logins only with the field right. */
export async function listPortalAccess(ctx: Context, customerId: string) {
  const rows = await ctx.db
    .select({ contactId: contacts.id, login: users.login, state: stateOf, invitedAt: portalUsers.invitedAt })
    .from(portalUsers)
    .innerJoin(contacts, eq(contacts.id, portalUsers.contactId))
    .innerJoin(users, eq(users.id, portalUsers.id))
    .where(and(eq(portalUsers.customerId, customerId), scope(ctx, contactEntity, "view")));
  const shown = can(ctx, "fields.contact_data");
  return new Map(
    rows.map(({ contactId, login, state, invitedAt }) => {
      const until = new Date(invitedAt.getTime() + INVITATION_DAYS * 86_400_000);
      return [contactId, { state, login: shown ? login : null, invitedAt, isOver: until <= ctx.now }] as const;
    }),
  );
}
export type PortalAccess = Awaited<ReturnType<typeof listPortalAccess>> extends Map<string, infer A> ? A : never;

/** The access of one contact that is held already. */
export async function findPortalAccess(ctx: Context, contactId: string) {
  const [row] = await ctx.db
    .select({
      id: portalUsers.id,
      customerId: portalUsers.customerId,
      login: users.login,
      name: users.name,
      locale: users.locale,
      state: stateOf,
      invitedAt: portalUsers.invitedAt,
    })
    .from(portalUsers)
    .innerJoin(users, eq(users.id, portalUsers.id))
    .where(eq(portalUsers.contactId, contactId));
  return row;
}
