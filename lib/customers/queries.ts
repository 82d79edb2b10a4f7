import "server-only";
import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import { type AnyPgColumn, alias } from "drizzle-orm/pg-core";
import { contacts, customerBilling, customers, departments, users } from "@/db/schema";
import { can, type Context } from "@/lib/core/context";
import { escapeLike, is, type ListColumns, listOf, listWhere, onDays, oneOf } from "@/lib/core/list-query";
import { scope } from "@/lib/core/scope";
import { billingEntity, customerEntity } from "./entity";
import { type CustomerColumn, customerList, type CustomerListParams } from "./list";
import { beyondShares } from "./scope";

/** Everything of a dictionary below an entry, the entry included. */
export const entriesBelow = (column: AnyPgColumn) => (id: string) => sql`${column} in (
  with recursive below as (
    select id from dictionary_entries where id = ${id}
    union all select e.id from dictionary_entries e join below on e.parent_id = below.id)
  select id from below)`;

/** Customers of the departments given by a condition: private ones by their owner's main post, public ones by their department. */
const ofDepartments = (within: SQL) => sql`(case ${customers.ownership}
  when 'public' then ${customers.departmentId} in (${within})
  else ${customers.ownerId} in (select up.user_id from user_posts up join positions p on p.id = up.position_id
    where up.is_main and p.department_id in (${within})) end)`;

/** Customers that carry at least so many of the tags; an address names each of them once. */
const carrying = (ids: readonly string[], least: number) => sql`${customers.id} in (
  select customer_id from customer_tags where tag_id in ${[...ids]} group by customer_id having count(*) >= ${least})`;

const departmentsBelow = (id: string) => sql`
  with recursive below as (
    select id from departments where id = ${id}
    union all select d.id from departments d join below on d.parent_id = below.id)
  select id from below`;

/** The SQL behind the customer list. Contacts and phones are searched only by those who may see them (AZ-13). */
function columnsFor(ctx: Context): ListColumns<typeof customerList> {
  return {
    id: customers.id,
    search: (text) => searched(ctx, text),
    sort: {
      created: customers.createdAt,
      updated: customers.updatedAt,
      name: customers.name,
      number: customers.number,
    },
    filters: {
      kind: oneOf(customers.kind),
      type: entriesBelow(customers.typeId),
      level: oneOf(customers.levelId),
      region: entriesBelow(customers.regionId),
      industry: is(customers.industryId),
      source: is(customers.sourceId),
      ownership: oneOf(customers.ownership),
      institution: (id) => ofDepartments(sql`select id from departments where institution_id = ${id}`),
      department: (id) => ofDepartments(departmentsBelow(id)),
      owner: is(customers.ownerId),
      created: onDays(customers.createdAt, ctx.installation.timeZone),
      tag: (ids) => carrying(ids, 1),
      tag_all: (ids) => carrying(ids, ids.length),
    },
  };
}

function searched(ctx: Context, text: string): SQL {
  const part = `%${escapeLike(text)}%`;
  const digits = text.replace(/\D/g, "");
  const byPhone = digits.length >= 3 && can(ctx, "fields.contact_data");
  const contact = sql`exists (select from ${contacts} where ${contacts.customerId} = ${customers.id} and (
    ${contacts.searchKey} like text_key(${part}) ${byPhone ? sql`or ${contacts.phoneKey} like ${`%${digits}%`}` : sql``}))`;
  return sql`(${customers.searchKey} like text_key(${part})
    ${can(ctx, "contacts.view") ? sql`or ${contact}` : sql``}
    ${byPhone ? sql`or ${customers.phoneKey} like ${`%${digits}%`}` : sql``})`;
}

const entryName = (column: AnyPgColumn) =>
  sql<string | null>`(select name from dictionary_entries where id = ${column})`;

/** One page of the customers that the actor may see, narrowed by the address (CUS-04). */
export async function listCustomers(ctx: Context, params: CustomerListParams) {
  const columns = columnsFor(ctx);
  const where = and(scope(ctx, customerEntity, "view"), listWhere(columns, params));
  const bare = ctx.db
    .select({ one: sql`1`.as("one") })
    .from(customers)
    .$dynamic();
  const list = listOf(ctx.db, columns, params, where, bare);
  return list.page(
    ctx.db
      .select({ ...rowFields(ctx, params.columns), ...list.fields })
      .from(customers)
      .$dynamic(),
  );
}
export type CustomerRow = Awaited<ReturnType<typeof selectCustomerRows>>[number];

/** The rows of the list as such, for an export to narrow and to page. */
export const selectCustomerRows = (ctx: Context, columns: readonly CustomerColumn[]) =>
  ctx.db.select(rowFields(ctx, columns)).from(customers).$dynamic();

/** The condition of an export: the filter of the list within the scope of the right to export (EXP-01, AZ-06). */
export const exportWhere = (ctx: Context, params: CustomerListParams) =>
  and(scope(ctx, customerEntity, "export"), listWhere(columnsFor(ctx), params));

/** The conditions of the list's address alone: whoever asks adds the scope of what they do to the rows. */
export const filterWhere = (ctx: Context, params: CustomerListParams) => listWhere(columnsFor(ctx), params);

const nothing = sql<string | null>`null`;
const primaryContact = sql<
  string | null
>`(select name from contacts k where k.customer_id = customers.id and k.is_primary)`;
const tagNames = sql<string | null>`(select string_agg(t.name, '、' order by t.name) from customer_tags ct
  join tags t on t.id = ct.tag_id where ct.customer_id = customers.id)`;
const region = sql<string | null>`coalesce(${entryName(customers.regionId)}, ${customers.city}, ${customers.province},
  ${customers.country})`;

/** The fields of a row. Names that no column shows are not looked up. */
function rowFields(ctx: Context, columns: readonly CustomerColumn[]) {
  const seesContactData = can(ctx, "fields.contact_data");
  const shown = (name: CustomerColumn, value: SQL<string | null>) => (columns.includes(name) ? value : nothing);
  return {
    id: customers.id,
    version: customers.version,
    number: customers.number,
    name: customers.name,
    kind: customers.kind,
    type: shown("type", entryName(customers.typeId)),
    level: shown("level", entryName(customers.levelId)),
    industry: shown("industry", entryName(customers.industryId)),
    source: shown("source", entryName(customers.sourceId)),
    creditRating: shown("credit_rating", entryName(customers.creditRatingId)),
    region: shown("region", region),
    contact: can(ctx, "contacts.view") ? shown("contact", primaryContact) : nothing,
    phone: seesContactData ? customers.phone : nothing,
    tags: shown("tags", tagNames),
    owner: shown("owner", sql`(select name from users u where u.id = ${customers.ownerId})`),
    ownership: customers.ownership,
    createdAt: customers.createdAt,
    updatedAt: customers.updatedAt,
  };
}

/** One customer with the names behind its ids, or nothing for one that the actor may not see. */
export async function findCustomer(ctx: Context, id: string) {
  const parent = alias(customers, "parent");
  const [row] = await ctx.db
    .select({
      customer: customers,
      type: entryPath(customers.typeId),
      industry: entryName(customers.industryId),
      source: entryName(customers.sourceId),
      level: entryName(customers.levelId),
      creditRating: entryName(customers.creditRatingId),
      region: entryPath(customers.regionId),
      owner: users.name,
      department: departments.name,
      parent: { id: parent.id, number: parent.number, name: parent.name },
      canEdit: conditionOf(scope(ctx, customerEntity, "edit")),
      canAssign: conditionOf(scope(ctx, customerEntity, "assign")),
      canShare: conditionOf(scope(ctx, customerEntity, "share")),
      /** Not by a share alone (D-03). */
      seesWhole: conditionOf(beyondShares(ctx)),
      canDelete: conditionOf(scope(ctx, customerEntity, "delete")),
      canMerge: conditionOf(scope(ctx, customerEntity, "merge")),
    })
    .from(customers)
    .leftJoin(users, eq(users.id, customers.ownerId))
    .leftJoin(departments, eq(departments.id, customers.departmentId))
    .leftJoin(parent, and(eq(parent.id, customers.parentId), visibleAs(ctx, "parent")))
    .where(and(eq(customers.id, id), scope(ctx, customerEntity, "view")));
  if (!row) return undefined;
  const { searchKey: _key, phoneKey: _phone, createdBy: _creator, ...stored } = row.customer;
  const { deletedAt: _at, deletionId: _deletion, mergedInto: _into, ...customer } = stored;
  const hidden = can(ctx, "fields.contact_data") ? {} : { phone: null, fax: null, email: null };
  return { ...row, customer: { ...customer, ...hidden }, hidesParent: customer.parentId !== null && !row.parent };
}
export type CustomerView = NonNullable<Awaited<ReturnType<typeof findCustomer>>>;

const conditionOf = (condition: SQL | undefined) => sql<boolean>`coalesce(${condition ?? sql`true`}, false)`;

/** Whether a customer under another name in the query is one that the actor may see. */
function visibleAs(ctx: Context, name: string): SQL {
  const visible = ctx.db
    .select({ id: customers.id })
    .from(customers)
    .where(scope(ctx, customerEntity, "view"));
  return sql`${sql.identifier(name)}.id in (${visible})`;
}

/** "广东省 / 广州市": the entry with those above it. */
const entryPath = (column: AnyPgColumn) => sql<string | null>`(
  with recursive above as (
    select id, parent_id, name, 1 as depth from dictionary_entries where id = ${column}
    union all select e.id, e.parent_id, e.name, above.depth + 1 from dictionary_entries e join above on e.id = above.parent_id)
  select string_agg(name, ' / ' order by depth desc) from above)`;

/** The billing information (CUS-07); bank data only for those with the field right. */
export async function findBilling(ctx: Context, id: string) {
  const [row] = await ctx.db
    .select()
    .from(customerBilling)
    .where(and(eq(customerBilling.id, id), scope(ctx, billingEntity, "view")));
  if (!row) return undefined;
  return can(ctx, "fields.bank_data") ? row : { ...row, bank: null, accountNumber: null };
}

/** The companies directly below a customer that the actor may see, and how many of them there are. */
export async function listChildren(ctx: Context, parentId: string) {
  return ctx.db
    .select({
      id: customers.id,
      number: customers.number,
      name: customers.name,
      kind: customers.kind,
      type: entryName(customers.typeId),
    })
    .from(customers)
    .where(and(eq(customers.parentId, parentId), scope(ctx, customerEntity, "view")))
    .orderBy(asc(customers.name), asc(customers.id))
    .limit(MAX_CHILDREN);
}
export const MAX_CHILDREN = 200;

/** Customers for a picker: number and name, best matches first, within the scope (FRM-02). */
export async function pickCustomers(ctx: Context, text: string) {
  return ctx.db
    .select({ id: customers.id, label: customers.name, hint: customers.number })
    .from(customers)
    .where(and(scope(ctx, customerEntity, "view"), text ? searched(ctx, text) : undefined))
    .orderBy(
      sql`${customers.searchKey} like text_key(${`${escapeLike(text)}%`}) desc`,
      asc(customers.name),
      asc(customers.id),
    )
    .limit(20);
}

/** What a customer is called, or nothing for one that the actor may not see. */
export async function customerName(ctx: Context, id: string): Promise<string | undefined> {
  const [row] = await ctx.db
    .select({ name: customers.name })
    .from(customers)
    .where(and(eq(customers.id, id), scope(ctx, customerEntity, "view")));
  return row?.name;
}

/** Whether the actor may change the billing information of a customer: the button asks what the action will. */
export async function mayEditBilling(ctx: Context, id: string): Promise<boolean> {
  const rows = await ctx.db
    .select({ id: customers.id })
    .from(customers)
    .where(and(eq(customers.id, id), scope(ctx, customerEntity, "edit_billing")));
  return rows.length > 0;
}
