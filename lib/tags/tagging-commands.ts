import "server-only";
import { and, asc, inArray, sql } from "drizzle-orm";
import { customers, customerTags, tags } from "@/db/schema";
import { auditEvent } from "@/lib/core/audit";
import { auditNames } from "@/lib/core/audit-set";
import type { StaffContext } from "@/lib/core/context";
import { missing, refuse } from "@/lib/core/errors";
import { scope } from "@/lib/core/scope";
import { customerEntity } from "@/lib/customers/entity";
import type { Tagging } from "./schema";

/**
 * Puts tags on customers and takes others off (TAG-01). All or nothing: one customer that the actor may not edit refuses the
 * whole (D-06). Tags stand apart from the record, so that nobody who is editing it is told of another version.
 */
export async function tagCustomers(ctx: StaffContext, { ids, add, remove }: Tagging) {
  await holdCustomers(ctx, ids);
  await holdTags(ctx, [...add, ...remove]);
  const [all, added, removed] = [sql.param(ids), sql.param(add), sql.param(remove)];
  const eventId = await auditEvent(ctx, "customer.tagged", { customers: ids.length });
  await auditNames(
    ctx,
    customerEntity,
    eventId,
    "tags",
    sql`
    select c.id, c.id as customer_id,
      array(select t.name from ${tags} t join ${customerTags} ct on ct.tag_id = t.id where ct.customer_id = c.id order by t.name) as before,
      array(select t.name from ${tags} t where t.id <> all(${removed}::uuid[]) and (t.id = any(${added}::uuid[]) or exists (
        select from ${customerTags} ct where ct.tag_id = t.id and ct.customer_id = c.id)) order by t.name) as after
    from unnest(${all}::uuid[]) c (id)`,
  );
  await ctx.db.execute(sql`
    insert into ${customerTags} (customer_id, tag_id)
    select c.id, t.id from unnest(${all}::uuid[]) c (id) cross join unnest(${added}::uuid[]) t (id) on conflict do nothing`);
  if (remove.length > 0)
    await ctx.db
      .delete(customerTags)
      .where(and(inArray(customerTags.customerId, ids), inArray(customerTags.tagId, remove)));
  return { customers: ids.length };
}

/** In the order of their ids, so that two people who tag the same customers take turns instead of blocking each other. */
async function holdCustomers(ctx: StaffContext, ids: string[]): Promise<void> {
  const held = await ctx.db
    .select({ id: customers.id })
    .from(customers)
    .where(and(inArray(customers.id, ids), scope(ctx, customerEntity, "edit")))
    .orderBy(asc(customers.id))
    .for("no key update");
  if (held.length < ids.length) missing();
}

async function holdTags(ctx: StaffContext, ids: string[]): Promise<void> {
  const held = await ctx.db
    .select({ id: tags.id })
    .from(tags)
    .where(inArray(tags.id, ids))
    .orderBy(asc(tags.id))
    .for("key share");
  if (held.length < ids.length) refuse("tags.error.gone");
}
