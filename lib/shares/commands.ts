import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import { departments, shares, users } from "@/db/schema";
import { closedBecause } from "@/lib/core/access";
import { auditEvent } from "@/lib/core/audit";
import { auditSet } from "@/lib/core/audit-set";
import type { StaffContext } from "@/lib/core/context";
import { refuse, reject } from "@/lib/core/errors";
import { lockRecord, saveRecord } from "@/lib/core/records";
import { fixSelection, holdChosen, named } from "@/lib/customers/selection";
import type { Choice } from "@/lib/customers/selection-schema";
import { tell } from "@/lib/notices/commands";
import { shareEntity } from "./entity";
import type { NewShare, ShareEnd } from "./schema";

/** Fixes what a dialog is about to share (F13). */
export const chooseToShare = (ctx: StaffContext, choice: Choice) => fixSelection(ctx, "share", choice);

/**
 * Opens customers for viewing to people and departments, all of them or none (SHA-01). With somebody who has a share already,
 * the share gets the new end date.
 */
export async function shareCustomers(ctx: StaffContext, { customers, userIds, departmentIds, until }: NewShare) {
  if (until && until < ctx.today) reject({ until: { key: "shares.error.past" } });
  await judgePeople(ctx, userIds);
  await judgeDepartments(ctx, departmentIds);
  const rows = await holdChosen(ctx, "share", customers);
  const theirs = rows.filter(({ ownership, ownerId }) => ownership === "private" && userIds.includes(ownerId ?? ""));
  if (theirs.length > 0) refuse("shares.error.owner", named(ctx, theirs), "userIds");

  const ids = sql`${sql.param(rows.map(({ id }) => id))}::uuid[]`;
  const receivers = sql`(
    select id as user_id, null::uuid as department_id from unnest(${sql.param(userIds)}::uuid[]) id
    union select null, id from unnest(${sql.param(departmentIds)}::uuid[]) id) r`;
  const touched = sql`s.ended_at is null and s.customer_id = any(${ids})
    and coalesce(s.user_id, s.department_id) = any(${sql.param([...userIds, ...departmentIds])}::uuid[])`;
  const at = ctx.now.toISOString();
  await ctx.db.execute(sql`
    create temp table shares_before on commit drop as select s.* from shares s where ${touched}`);
  await ctx.db.execute(sql`
    insert into ${shares} (customer_id, user_id, department_id, shared_by, until, created_at, updated_at)
    select c.id, r.user_id, r.department_id, ${ctx.actor.id}, ${until ?? null}::date, ${at}, ${at}
    from unnest(${ids}) c (id), ${receivers} order by c.id
    on conflict (customer_id, (coalesce(user_id, department_id))) where ended_at is null
    do update set until = excluded.until, shared_by = excluded.shared_by, version = shares.version + 1, updated_at = excluded.updated_at`);
  const eventId = await auditEvent(ctx, "customer.shared");
  await auditSet(ctx, shareEntity, eventId, {
    ids: sql`select s.id from shares s where ${touched}`,
    before: sql`shares_before`,
  });
  await tell(ctx, {
    kind: "customer_shared",
    to: sql`select unnest(${sql.param(userIds)}::uuid[]) union select up.user_id from user_posts up
      join positions p on p.id = up.position_id where p.department_id = any(${sql.param(departmentIds)}::uuid[])`,
    byName: ctx.actor.name,
    except: ctx.actor.id,
    count: rows.length,
    customerId: rows[0]?.id,
  });
  return { count: rows.length, receivers: userIds.length + departmentIds.length };
}

/** Ends a share at once; whoever saw the customer by it alone no longer does at the next request. */
export async function endShare(ctx: StaffContext, { id, version }: ShareEnd) {
  const share = await lockRecord(ctx, shareEntity, id, "share");
  if (share.endedAt) refuse("shares.error.ended");
  await saveRecord(ctx, shareEntity, "customer.share_ended", share, { endedAt: ctx.now }, version);
  return { id };
}

/** Nobody shares with themselves, nor with an account that nobody can use: left, locked, deleted, run out. */
async function judgePeople(ctx: StaffContext, ids: readonly string[]): Promise<void> {
  if (ids.includes(ctx.actor.id)) reject({ userIds: { key: "shares.error.self" } });
  const found = await ctx.db
    .select()
    .from(users)
    .where(and(inArray(users.id, [...ids]), eq(users.audience, "staff")));
  const closed = found.find((user) => closedBecause({ ...user, deleted: user.deletedAt !== null }, ctx.today));
  if (closed) reject({ userIds: { key: "shares.error.receiver_closed", values: { name: closed.name } } });
  if (found.length < new Set(ids).size) reject({ userIds: { key: "errors.not_found" } });
}

async function judgeDepartments(ctx: StaffContext, ids: readonly string[]): Promise<void> {
  const found = await ctx.db
    .select({ id: departments.id })
    .from(departments)
    .where(inArray(departments.id, [...ids]));
  if (found.length < new Set(ids).size) reject({ departmentIds: { key: "errors.not_found" } });
}
