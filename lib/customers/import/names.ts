import "server-only";
import { sql } from "drizzle-orm";
import { customers, departments, dictionaryEntries, institutions, users } from "@/db/schema";
import type { DictionaryKind } from "@/db/enums";
import { can, type StaffContext } from "@/lib/core/context";
import { addDictionaryEntry } from "@/lib/dictionaries/commands";
import type { ImportRun } from "@/lib/imports/define";
import { find } from "@/lib/imports/findings";
import { dictionaryFields } from "./columns";

/** The cells whose text names a record, one below the other. */
const named = sql`lateral (values ('type', c.type), ('industry', c.industry), ('source', c.source), ('level', c.level),
  ('creditRating', c.credit_rating), ('owner', c.owner), ('department', c.department)) n (field, text)`;

/**
 * Looks every name up once, into the table `names` (field, text, id, active, matches): a dictionary entry by its name or by
 * "parent/name", a user by login, a department by its name, below its parent or its institution.
 */
export async function lookUpNames(ctx: StaffContext): Promise<void> {
  const kinds = sql.join(
    Object.entries(dictionaryFields).map(([field, kind]) => sql`(${field}, ${kind}::dictionary_kind)`),
    sql`, `,
  );
  await ctx.db.execute(sql`
    create temp table names on commit drop as
    with texts as (select distinct n.field, n.text, text_key(n.text) as key from cells c, ${named} where n.text is not null),
    known (field, id, active, key, path, other_path) as (
      select k.field, e.id, e.active and coalesce(above.active, true), text_key(e.name), text_key(above.name || '/' || e.name), null
      from ${dictionaryEntries} e join (values ${kinds}) k (field, kind) on k.kind = e.kind
        left join ${dictionaryEntries} above on above.id = e.parent_id
      union all
      select 'owner', id, state = 'employed', text_key(login), null, null from ${users} where deleted_at is null and audience = 'staff'
      union all
      select 'department', d.id, true, text_key(d.name), text_key(above.name || '/' || d.name), text_key(i.name || '/' || d.name)
      from ${departments} d join ${institutions} i on i.id = d.institution_id left join ${departments} above on above.id = d.parent_id
    )
    select t.field, t.text, (array_agg(k.id))[1] as id, coalesce(bool_and(k.active), true) as active, count(k.id) as matches
    from texts t left join known k on k.field = t.field and t.key in (k.key, k.path, k.other_path)
    group by t.field, t.text`);
}

/** Which unknown values may become entries: those of the dictionaries that were ticked, for whoever may add any (IMP-03). */
export function addedFields(ctx: StaffContext, { options }: ImportRun): string[] {
  if (!can(ctx, "dictionaries.create")) return [];
  return Object.entries(dictionaryFields)
    .filter(
      ([field, kind]) => options.addUnknown.includes(kind) && !(field === "type" && ctx.actor.access.customerTypes),
    )
    .map(([field]) => field);
}

/** Unknown values of some fields that have the form of an entry's name; a type may name its parent too. */
const addable = (fields: readonly string[]) => sql`matches = 0 and field = any(${sql.param(fields)}::text[])
  and char_length(text) <= 40 and (field <> 'type' or text_key(text) ~ '^[^/]+(/[^/]+)?$')`;

/** In the preview an entry that will be added gets an id that nobody has, so that it differs from every other. */
export async function imagineEntries({ db }: StaffContext, fields: readonly string[]): Promise<void> {
  await db.execute(sql`update names set id = uuid_v7(), matches = 1 where ${addable(fields)}`);
}

/** Adds the unknown values as dictionary entries; "A/B" adds B below A, and A where it is missing too. */
export async function addEntries(ctx: StaffContext, fields: readonly string[]): Promise<void> {
  const { rows } = await ctx.db.execute<{ field: keyof typeof dictionaryFields; text: string }>(sql`
    select distinct on (field, text_key(text)) field, text from names where ${addable(fields)} order by field, text_key(text), char_length(text), text`);
  for (const { field, text } of rows) {
    const kind = dictionaryFields[field];
    let parentId: string | null = null;
    for (const name of kind === "customer_type" ? text.split(/\s*[/／]\s*/) : [text])
      parentId = await entryBelow(ctx, { kind, parentId, name });
    await ctx.db.execute(sql`
      update names set id = ${parentId}, matches = 1 where field = ${field} and text_key(text) = text_key(${text})`);
  }
}

async function entryBelow(
  ctx: StaffContext,
  entry: { kind: DictionaryKind; parentId: string | null; name: string },
): Promise<string> {
  const { rows } = await ctx.db.execute<{ id: string }>(sql`
    select id from ${dictionaryEntries} where kind = ${entry.kind} and parent_id is not distinct from ${entry.parentId}
      and text_key(name) = text_key(${entry.name})`);
  return rows[0]?.id ?? (await addDictionaryEntry(ctx, entry)).id;
}

/** Says which names are unknown, or stand for more than one record. */
export async function findUnknownNames(ctx: StaffContext): Promise<void> {
  await find(
    ctx,
    sql`select c.row_no, n.field, case when x.matches > 1 then 'ambiguous_' else 'unknown_' end ||
        case when n.field in ('owner', 'department') then n.field else 'value' end, jsonb_build_object('value', n.text)
      from cells c cross join ${named} join names x on x.field = n.field and x.text = n.text where x.matches <> 1`,
  );
}

/** Says which names are switched off or have left; a customer that has such a value already keeps it. */
export async function findClosedNames(ctx: StaffContext): Promise<void> {
  await find(
    ctx,
    sql`select c.row_no, n.field, case n.field when 'owner' then 'owner_gone' else 'value_off' end, jsonb_build_object('value', n.text)
      from leaders l join cells c on c.row_no = l.row_no left join ${customers} k on k.id = l.matched_id
        cross join ${named} join names x on x.field = n.field and x.text = n.text
      where x.matches = 1 and not x.active and x.id is distinct from case n.field when 'type' then k.type_id
        when 'industry' then k.industry_id when 'source' then k.source_id when 'level' then k.level_id
        when 'creditRating' then k.credit_rating_id else k.owner_id end`,
  );
}
