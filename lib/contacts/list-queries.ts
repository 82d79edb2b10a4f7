import "server-only";
import { and, eq, type SQL, sql } from "drizzle-orm";
import { contacts, customers } from "@/db/schema";
import { can, type Context } from "@/lib/core/context";
import { contains, escapeLike, is, type ListColumns, listOf, listWhere, onDays, oneOf } from "@/lib/core/list-query";
import { scope } from "@/lib/core/scope";
import { customerEntity } from "@/lib/customers/entity";
import { entriesBelow } from "@/lib/customers/queries";
import { contactEntity } from "./entity";
import { type ContactColumn, type contactList, type ContactListParams, reachColumns } from "./list";

/** Contacts of the customers that meet a condition. */
const ofCustomers = (condition: SQL | undefined) =>
  sql`${contacts.customerId} in (select ${customers.id} from ${customers} where ${condition ?? sql`true`})`;

/** The SQL behind the list of contacts. Phones and addresses are searched only by those who may see them (AZ-13). */
const columnsFor = (ctx: Context): ListColumns<typeof contactList> => ({
  id: contacts.id,
  search: (text) => searched(ctx, text),
  sort: { created: contacts.createdAt, name: contacts.name },
  filters: {
    customer: is(contacts.customerId),
    type: (id) => ofCustomers(entriesBelow(customers.typeId)(id)),
    owner: (id) => ofCustomers(eq(customers.ownerId, id)),
    position: contains(contacts.position),
    department: contains(contacts.department),
    role: oneOf(contacts.decisionRole),
    primary: is(contacts.isPrimary),
    birthday: (months) => sql`extract(month from ${contacts.birthday})::text in ${months}`,
    created: onDays(contacts.createdAt, ctx.installation.timeZone),
  },
});

/** By name, by telephone or e-mail for who may see them, and by the names of customers that the actor sees. */
export function searched(ctx: Context, text: string): SQL {
  const part = `%${escapeLike(text)}%`;
  // Digits within a name are no telephone number.
  const digits = /^[\d\s+().\-/x]+$/i.test(text) ? text.replace(/\D/g, "") : "";
  const seesReach = can(ctx, "fields.contact_data");
  const customer = and(sql`${customers.searchKey} like text_key(${part})`, scope(ctx, customerEntity, "view"));
  return sql`(${contacts.searchKey} like text_key(${part})
    ${seesReach && digits.length >= 3 ? sql`or ${contacts.phoneKey} like ${`%${digits}%`}` : sql``}
    ${seesReach ? sql`or lower(${contacts.email}) like lower(${part})` : sql``}
    or ${ofCustomers(customer)})`;
}

/**
 * Somebody who is a contact of several customers stands in the list once, for the customer that comes first among those which
 * match. `contacts` within is the table of the inner query, outside of it that of the list.
 */
const once = (where: SQL | undefined) => sql`(contacts.person_id is null or contacts.id = (
  select first.id from (select ${contacts.id}, ${contacts.personId} from ${contacts} where ${where ?? sql`true`}) first
  where first.person_id = contacts.person_id order by first.id limit 1))`;

const whereOf = (ctx: Context, params: ContactListParams, also?: SQL) => {
  const where = and(scope(ctx, contactEntity, "view"), also, listWhere(columnsFor(ctx), params));
  return and(where, once(where));
};

/** One page of the contacts that the actor may see, narrowed by the address (CON-02). */
export async function listAllContacts(ctx: Context, params: ContactListParams) {
  const where = whereOf(ctx, params);
  const bare = ctx.db
    .select({ one: sql`1`.as("one") })
    .from(contacts)
    .$dynamic();
  const list = listOf(ctx.db, columnsFor(ctx), params, where, bare);
  return list.page(
    ctx.db
      .select({ ...rowFields(ctx, params.columns), ...list.fields })
      .from(contacts)
      .$dynamic(),
  );
}
export type ContactRow = Awaited<ReturnType<typeof selectContactRows>>[number];

/** The rows of the list as such, for an export to narrow and to page. */
export const selectContactRows = (ctx: Context, columns: readonly ContactColumn[]) =>
  ctx.db.select(rowFields(ctx, columns)).from(contacts).$dynamic();

/** The condition of an export: the filter of the list at customers that the actor may export (EXP-01, AZ-06). */
export const exportWhere = (ctx: Context, params: ContactListParams) =>
  whereOf(ctx, params, ofCustomers(scope(ctx, customerEntity, "export")));

/** How many contacts such an export holds. */
export const countExported = (ctx: Context, params: ContactListParams) =>
  ctx.db.$count(contacts, exportWhere(ctx, params));

/** Whether a customer in the query is one that the actor may see. */
const isSeen = (ctx: Context) => scope(ctx, customerEntity, "view") ?? sql`true`;

/** The fields of a row; what no column shows is not looked up, and what the actor may not see does not leave the database. */
function rowFields(ctx: Context, columns: readonly ContactColumn[]) {
  const seesReach = can(ctx, "fields.contact_data");
  const nothing = sql<null>`null`;
  const reach = (name: ContactColumn, value: SQL<string | null>) =>
    columns.includes(name) && (seesReach || !reachColumns.includes(name)) ? value : nothing;
  const names = sql<(string | null)[]>`(select json_agg(case when ${isSeen(ctx)} then customers.name end order by k.id)
    from contacts k join customers on customers.id = k.customer_id
    where k.deleted_at is null and (k.id = contacts.id or k.person_id = contacts.person_id))`;
  const owner = sql<string | null>`(select u.name from customers join users u on u.id = customers.owner_id
    where customers.id = contacts.customer_id and ${isSeen(ctx)})`;
  return {
    id: contacts.id,
    name: contacts.name,
    salutation: contacts.salutation,
    /** The names of all customers; null for one that the actor may not see. */
    customers: columns.includes("customers") ? names : sql<(string | null)[]>`'[]'::json`,
    position: contacts.position,
    department: contacts.department,
    mobile: reach("mobile", sql`contacts.mobile`),
    phone: reach("phone", sql`concat_ws(' / ', contacts.phone, contacts.other_phone)`),
    email: reach("email", sql`contacts.email`),
    wechat: reach("wechat", sql`contacts.wechat`),
    qq: reach("qq", sql`contacts.qq`),
    role: contacts.decisionRole,
    birthday: contacts.birthday,
    primary: contacts.isPrimary,
    owner: columns.includes("owner") ? owner : nothing,
    createdAt: contacts.createdAt,
    updatedAt: contacts.updatedAt,
  };
}
