import "server-only";
import { sql } from "drizzle-orm";
import { customers, customerTags, tags } from "@/db/schema";
import { binEach } from "@/lib/bin/imported";
import { keepContacts, takeBackContacts } from "@/lib/contacts/undo";
import { auditSet } from "@/lib/core/audit-set";
import { can, type StaffContext } from "@/lib/core/context";
import { refuse } from "@/lib/core/errors";
import type { ImportOptions, UndoDefinition } from "@/lib/imports/define";
import { concludeRecords, judgeRecords, keepChanged, readFields, restoreFields } from "@/lib/imports/undo-set";
import { takeOffImported } from "@/lib/tags/import";
import { customerEntity } from "../entity";
import { contactDataFields, isContactField } from "./columns";
import { holdUndone, judgeReach } from "./undo-reach";
import { judgeOldValues } from "./undo-values";

/** Takes an import of customers back (IMP-05, I10): what it created goes into the bin, what it changed gets its old values. */
export const customerUndo: UndoDefinition = { allow, judge, takeBack };

/** An undo changes what its user may change by hand, no more. */
function allow(ctx: StaffContext, { columns }: ImportOptions): void {
  const fields = columns.flatMap(({ field }) => field ?? []);
  if (!can(ctx, "customers.edit")) refuse("import_undo.error.may_not_edit");
  if (fields.some(isContactField) && !can(ctx, "contacts.edit")) refuse("import_undo.error.may_not_edit_contacts");
  if (fields.some((field) => contactDataFields.includes(field)) && !can(ctx, "fields.contact_data"))
    refuse("import_undo.error.may_not_see_contact_data");
}

/** Fields that are one value together: taking back one of them alone would make a value that never was. */
const groups = {
  regionId: "region",
  country: "region",
  province: "region",
  city: "region",
  ownership: "ownership",
  ownerId: "ownership",
  departmentId: "ownership",
};

async function judge(ctx: StaffContext, purpose: "preview" | "write"): Promise<void> {
  if (purpose === "write") await holdUndone(ctx);
  await judgeReach(ctx);
  await readFields(ctx, customerEntity, { groups });
  await judgeOldValues(ctx);
  await judgeTags(ctx);
  await keepContacts(ctx);
  await keepChanged(ctx, customerEntity);
  await keepUsed(ctx);
  await keepParents(ctx);
  await judgeRecords(
    ctx,
    "contact",
    "kept",
    "customer_kept",
    sql`r.is_new and exists (select from undo_records c where c.entity = 'customer' and c.id = r.customer_id and c.is_new and c.outcome is not null)`,
  );
  await concludeRecords(ctx);
}

/** A tag that the import put on and that is called otherwise by now, or is gone, cannot be told any more. */
async function judgeTags({ db }: StaffContext): Promise<void> {
  await db.execute(sql`
    insert into undo_fields
    select r.entity, r.id, 'tags', null, 'tags', r.tags -> 0, r.tags -> 1,
      coalesce((select jsonb_agg(t.name order by t.name) from ${customerTags} ct join ${tags} t on t.id = ct.tag_id where ct.customer_id = r.id), '[]'),
      'kept', 'changed'
    from undo_records r where r.entity = 'customer' and not r.is_new and r.outcome is null and exists (
      select from jsonb_array_elements_text(r.tags -> 1) n (name)
      where not (r.tags -> 0 ? n.name) and not exists (select from ${tags} t where t.name = n.name))`);
}

/** What was created along with its customer, or follows it by a rule of its own, does not hold it back. */
const OWN = ["contacts", "customers", "customer_tags", "deletions"];
const NAMED = ["shares", "customer_billing", "attachments"];

/** A created customer stays where people have hung something on it since: a contact, a tag, a share, anything that refers to it. */
async function keepUsed(ctx: StaffContext): Promise<void> {
  const created = sql`select id from undo_records where entity = 'customer' and is_new and outcome is null`;
  await ctx.db.execute(sql`
    create temp table undo_peopled on commit drop as
    select distinct k.customer_id as id from contacts k where k.customer_id in (${created}) and k.deleted_at is null
      and k.id not in (select id from undo_records where entity = 'contact' and is_new and outcome is null)`);
  await judgeRecords(ctx, "customer", "kept", "contacts", sql`r.is_new and r.id in (select id from undo_peopled)`);
  await judgeRecords(
    ctx,
    "customer",
    "kept",
    "tags",
    sql`r.is_new and exists (select from ${customerTags} ct join ${tags} t on t.id = ct.tag_id
      where ct.customer_id = r.id and not coalesce(r.tags -> 1, '[]') ? t.name)`,
  );
  await ctx.db.execute(sql`
    create temp table undo_used on commit drop as
    select id, min(case when used_by = any(${sql.param(NAMED)}::text[]) then used_by else 'used' end) as reason
    from records_in_use('customers', array(${created}), ${sql.param(OWN)}::text[]) group by id`);
  await judgeRecords(
    ctx,
    "customer",
    "kept",
    sql`(select u.reason from undo_used u where u.id = r.id)`,
    sql`r.is_new and r.id in (select id from undo_used)`,
  );
}

/** A created company stays where a company stays below it: nobody living stands below somebody deleted (CUS-08). */
async function keepParents(ctx: StaffContext): Promise<void> {
  const going = sql`select id from undo_records where entity = 'customer' and is_new and outcome is null`;
  await ctx.db.execute(sql`
    create temp table undo_parents on commit drop as
    with recursive staying as (
      select k.parent_id as id from ${customers} k where k.parent_id in (${going}) and k.deleted_at is null and k.id not in (${going})
        and not exists (select from undo_fields f where f.id = k.id and f.field = 'parentId' and f.outcome is null)
      union
      select k.parent_id from ${customers} k join staying s on s.id = k.id where k.parent_id in (${going}))
    select id from staying`);
  await judgeRecords(ctx, "customer", "kept", "children", sql`r.id in (select id from undo_parents)`);
}

async function takeBack(ctx: StaffContext, eventId: string): Promise<void> {
  const before = sql`undo_customers_before`;
  await restoreFields(ctx, customerEntity, before);
  await auditSet(ctx, customerEntity, eventId, { ids: sql`select id from ${before}`, before });
  await takeOffImported(ctx, eventId);
  await takeBackContacts(ctx, eventId);
  await binEach(
    ctx,
    eventId,
    sql`select id from undo_records where entity = 'customer' and is_new and outcome is null`,
  );
}
