import "server-only";
import { and, isNull, ne, type SQL, sql } from "drizzle-orm";
import { customers } from "@/db/schema";
import { can, type Context } from "@/lib/core/context";
import { scope } from "@/lib/core/scope";
import { customerEntity } from "./entity";
import type { DuplicateAsk } from "./schema";

/** How many of one kind are looked at, and how many are shown: more say nothing that these do not. */
const LOOKED_AT = 50;
const SHOWN = 5;
/** Fewer digits are an extension, not somebody's number. */
const FEWEST_DIGITS = 7;

type Reason = "name" | "registrationNumber" | "phone" | "domain";
export type Duplicate = {
  id: string;
  number: string;
  name: string;
  owner: string | null;
  type: string | null;
  reasons: Reason[];
};

/**
 * Living customers that may be the same as what somebody is typing (CUS-10): by name without spaces, punctuation and legal form,
 * by registration number, phone or domain. Of those that the actor may not see only that there are any is told, nothing else
 * (D-10, AZ-09). Nobody is warned who could not file a customer anyway; phones are compared for those who may see them.
 */
export async function findDuplicates(
  ctx: Context,
  ask: DuplicateAsk,
): Promise<{ found: Duplicate[]; hidden: boolean }> {
  const asked = conditions(ctx, ask);
  if (asked.length === 0 || !(can(ctx, "customers.create") || can(ctx, "customers.edit")))
    return { found: [], hidden: false };
  const others = and(isNull(customers.deletedAt), ask.id ? ne(customers.id, ask.id) : undefined);
  const matches = asked.map(
    ([reason, condition]) => sql`
      (select ${reason}::text as reason, id from ${customers} where ${condition} and ${others} limit ${LOOKED_AT})`,
  );
  const visible = sql`coalesce(${scope(ctx, customerEntity, "view") ?? sql`true`}, false)`;
  const { rows } = await ctx.db.execute<Duplicate & { visible: boolean }>(sql`
    with matching as (select id, array_agg(reason) as reasons from (${sql.join(matches, sql` union all `)}) m group by id)
    select m.reasons, v.visible, case when v.visible then v.id end as id, case when v.visible then v.number end as number,
      case when v.visible then v.name end as name,
      case when v.visible then (select name from users where id = v.owner_id) end as owner,
      case when v.visible then (select name from dictionary_entries where id = v.type_id) end as type
    from matching m join lateral (
      select ${customers}.*, ${visible} as visible from ${customers} where ${customers.id} = m.id) v on true
    order by v.visible desc, cardinality(m.reasons) desc, v.id`);
  const seen = rows.filter((row) => row.visible).slice(0, SHOWN);
  return {
    found: seen.map(({ visible: _visible, ...row }) => row),
    hidden: rows.some((row) => !row.visible),
  };
}

/** What was typed far enough to be looked for, as conditions that each have an index. */
function conditions(ctx: Context, { name, registrationNumber, phone, domain }: DuplicateAsk): [Reason, SQL][] {
  const asked: [Reason, SQL][] = [];
  if (name && [...name.trim()].length >= 2)
    asked.push(["name", sql`company_key(${customers.name}) = company_key(${name})`]);
  if (registrationNumber)
    asked.push([
      "registrationNumber",
      sql`upper(${customers.registrationNumber}) = upper(normalize(${registrationNumber}, NFKC))`,
    ]);
  if (phone && phone.replace(/\D/g, "").length >= FEWEST_DIGITS && can(ctx, "fields.contact_data"))
    asked.push(["phone", sql`${customers.phoneKey} = digits(${phone})`]);
  if (domain) asked.push(["domain", sql`${customers.domain} = lower(${domain})`]);
  return asked;
}
