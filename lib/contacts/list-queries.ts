import "server-only";
import { and, eq, or, type SQL, sql } from "drizzle-orm";
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

/** The SQL behind the list of contacts; what is searched for has been looked up before. */
const columnsFor = (ctx: Context, found: SQL | undefined): ListColumns<typeof contactList> => ({
  id: contacts.id,
  search: () => found,
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

/** Above so many matches the search is a condition that is tried on row after row: there they are found soon. */
const MOST_LOOKED_UP = 5_000;

/**
 * The condition of a search: by name, by the names of customers that the actor sees, and by telephone or e-mail for who may see
 * those (AZ-13). A rare text is looked up first, each way by its own index; as one condition joined by OR it would read the whole
 * table. What is found so is narrowed by the scope like everything else.
 */
export async function searchFor(ctx: Context, text: string | undefined): Promise<SQL | undefined> {
  if (!text) return undefined;
  const ways = waysOf(ctx, text);
  const looks = ways.map(
    (way) => sql`(select ${contacts.id} from ${contacts} where ${way} limit ${MOST_LOOKED_UP + 1})`,
  );
  const { rows } = await ctx.db.execute<{ id: string }>(
    sql`${sql.join(looks, sql` union `)} limit ${MOST_LOOKED_UP + 1}`,
  );
  if (rows.length > MOST_LOOKED_UP) return or(...ways);
  return sql`${contacts.id} = any(${sql.param(rows.map(({ id }) => id))}::uuid[])`;
}

function waysOf(ctx: Context, text: string): SQL[] {
  const part = `%${escapeLike(text)}%`;
  const ofCustomer = and(sql`${customers.searchKey} like text_key(${part})`, scope(ctx, customerEntity, "view"));
  const ways = [sql`${contacts.searchKey} like text_key(${part})`, ofCustomers(ofCustomer)];
  if (!can(ctx, "fields.contact_data")) return ways;
  if (/^[\w.+@-]+$/.test(text)) ways.push(sql`lower(${contacts.email}) like lower(${part})`);
  // Digits within a name are no telephone number.
  const digits = /^[\d\s+().\-/x]+$/i.test(text) ? text.replace(/\D/g, "") : "";
  if (digits.length >= 3) ways.push(sql`${contacts.phoneKey} like ${`%${digits}%`}`);
  return ways;
}

/**
 * Somebody who is a contact of several customers stands in the list once, for the customer that comes first among those which
 * match. `contacts` within is the table of the inner query, outside of it that of the list.
 */
const once = (where: SQL | undefined) => sql`(contacts.person_id is null or contacts.id = (
  select first.id from (select ${contacts.id}, ${contacts.personId} from ${contacts} where ${where ?? sql`true`}) first
  where first.person_id = contacts.person_id order by first.id limit 1))`;

const whereOf = (ctx: Context, columns: ListColumns<typeof contactList>, params: ContactListParams, also?: SQL) => {
  const where = and(scope(ctx, contactEntity, "view"), also, listWhere(columns, params));
  return and(where, once(where));
};

/** One page of the contacts that the actor may see, narrowed by the address (CON-02). */
export async function listAllContacts(ctx: Context, params: ContactListParams) {
  const columns = columnsFor(ctx, await searchFor(ctx, params.q));
  const where = whereOf(ctx, columns, params);
  const bare = ctx.db
    .select({ one: sql`1`.as("one") })
    .from(contacts)
    .$dynamic();
  const list = listOf(ctx.db, columns, params, where, bare);
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
export async function exportWhere(ctx: Context, params: ContactListParams): Promise<SQL | undefined> {
  const columns = columnsFor(ctx, await searchFor(ctx, params.q));
  return whereOf(ctx, columns, params, ofCustomers(scope(ctx, customerEntity, "export")));
}

/** How many contacts such an export holds. */
export const countExported = async (ctx: Context, params: ContactListParams) =>
  ctx.db.$count(contacts, await exportWhere(ctx, params));

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
