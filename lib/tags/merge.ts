import "server-only";
import { sql } from "drizzle-orm";
import { customerTags, tags } from "@/db/schema";
import { auditNames } from "@/lib/core/audit-set";
import type { StaffContext } from "@/lib/core/context";
import { customerEntity } from "@/lib/customers/entity";
import type { MergeFollower, Pair } from "@/lib/merges/define";
import { keepRows, keptRows } from "@/lib/merges/rows";

const KIND = "tags";
const missing = ({ survivorId, loserId }: Pair) => sql`
  select tag_id from ${customerTags} where customer_id = ${loserId}
  except select tag_id from ${customerTags} where customer_id = ${survivorId}`;

/** The survivor carries the tags of both (TAG-01); the loser keeps its own for coming back. */
export const tagFollower: MergeFollower = {
  name: KIND,
  keys: [customerTags.customerId],
  async count({ db }, pair) {
    const { rows } = await db.execute<{ count: number }>(sql`select count(*)::int as count from (${missing(pair)}) t`);
    return rows[0]!.count;
  },
  async move(ctx, merge) {
    const added = sql`select tag_id as row_id, '{}'::jsonb as before, '{}'::jsonb as after from (${missing(merge)}) t`;
    if ((await keepRows(ctx, merge, KIND, added)) === 0) return;
    const gained = sql`select row_id from (${keptRows(merge, KIND)}) r`;
    await record(ctx, merge.eventId, merge.survivorId, { gained, lost: sql`select null::uuid` });
    await ctx.db.execute(sql`
      insert into ${customerTags} (customer_id, tag_id) select ${merge.survivorId}::uuid, row_id from (${gained}) g`);
  },
  async moveBack(ctx, merge) {
    const lost = sql`select row_id from (${keptRows(merge, KIND)}) r`;
    await record(ctx, merge.eventId, merge.survivorId, { gained: sql`select null::uuid`, lost });
    await ctx.db.execute(
      sql`delete from ${customerTags} where customer_id = ${merge.survivorId} and tag_id in (${lost})`,
    );
    return 0;
  },
};

type Sets = Record<"gained" | "lost", ReturnType<typeof sql>>;
/** The names of a customer's tags before and after, for the log; it runs before the change. */
async function record(ctx: StaffContext, eventId: string, id: string, { gained, lost }: Sets): Promise<void> {
  const carried = sql`exists (select from ${customerTags} ct where ct.tag_id = t.id and ct.customer_id = ${id})`;
  const names = (which: ReturnType<typeof sql>) =>
    sql`array(select t.name from ${tags} t where ${which} order by t.name)`;
  const line = sql`select ${id}::uuid as id, ${id}::uuid as customer_id, ${names(carried)} as before,
    ${names(sql`(${carried} or t.id in (${gained})) and not exists (select from (${lost}) l (id) where l.id = t.id)`)} as after`;
  await auditNames(ctx, customerEntity, eventId, "tags", line);
}
