import { sql } from "drizzle-orm";
import * as schema from "../schema";
import type { Rules } from "./demo";
import { addDefaultRoles, type Owner } from "./demo-people";

/** The sizes on which lists are measured (SPD-01). A salesperson owns about 570 customers. */
const size = { departments: 40, salespeople: 300, customers: 200_000, contacts: 300_000, publicPercent: 15 };

/**
 * Fills an empty installation for measuring: made of one statement a table, the same for the same seed. `sales` and `admin`
 * sign in with the demo password. The caller opens the transaction and analyses the tables afterwards.
 */
export async function seedLarge(
  db: Owner,
  { now, seed, rules }: { now: Date; seed: number; rules: Rules },
): Promise<void> {
  // Chance by hash: the same whatever plan the database chooses.
  await db.execute(
    sql.raw(`
    create function pg_temp.chance(at bigint, purpose int, below int) returns int language sql immutable as
    $$ select (hashint8extended(at * 1000 + purpose, ${seed}) & 2147483647)::bigint % below $$`),
  );
  const roles = await addDefaultRoles({ db, stamp: { createdAt: now, updatedAt: now } });
  await addStaff(db, now);
  await addCredentials(db, now, rules.passwordHash, { sales: roles.get("sales")!, admin: roles.get("administrator")! });
  const rebuild = await withoutIndexes(db);
  await addCustomers(db, now);
  await addContacts(db, now);
  await rebuild();
}

/** An index over parts of texts is made many times faster than it is kept up row by row: these are dropped meanwhile. */
async function withoutIndexes(db: Owner): Promise<() => Promise<void>> {
  const { rows } = await db.execute<{ name: string; definition: string }>(sql`
    select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
    from pg_index i join pg_class c on c.oid = i.indexrelid join pg_am m on m.oid = c.relam
    where i.indrelid in ('customers'::regclass, 'contacts'::regclass) and m.amname = 'gin'`);
  for (const { name } of rows) await db.execute(sql.raw(`drop index ${name}`));
  return async () => {
    await db.execute(sql`set local maintenance_work_mem = '256MB'`);
    // Deferred triggers of the new rows would stand in the way of a new index.
    await db.execute(sql`set constraints all immediate`);
    for (const { definition } of rows) await db.execute(sql.raw(definition));
  };
}

async function addStaff(db: Owner, now: Date) {
  await db.execute(sql`
    with institution as (
      insert into institutions (name, created_at, updated_at) values ('测试总公司', ${now}::timestamptz, ${now}::timestamptz) returning id),
    top as (
      insert into departments (institution_id, name, created_at, updated_at) select id, '总部', ${now}::timestamptz, ${now}::timestamptz from institution
      returning id, institution_id)
    insert into departments (institution_id, parent_id, name, sort, created_at, updated_at)
    select institution_id, id, '销售' || n || '部', n, ${now}::timestamptz, ${now}::timestamptz from top, generate_series(1, ${size.departments}::int) n`);
  await db.execute(sql`
    insert into positions (department_id, name, is_management, created_at, updated_at)
    select id, p.name, p.leads, ${now}::timestamptz, ${now}::timestamptz from departments, (values ('经理', true), ('客户经理', false)) p (name, leads)
    where parent_id is not null`);
  await db.execute(sql`
    insert into users (login, name, created_at, updated_at)
    select case n when 1 then 'sales' else 'sales' || n end, '业务员' || n, ${now}::timestamptz, ${now}::timestamptz from generate_series(1, ${size.salespeople}::int) n
    union all select 'admin', '管理员', ${now}::timestamptz, ${now}::timestamptz`);
  // The first of every department leads it; "sales" is one of those who do not.
  await db.execute(sql`
    insert into user_posts (user_id, position_id, is_main)
    select u.id, p.id, true
    from (select id, row_number() over (order by login = 'sales', created_at, login) - 1 as n from users where login like 'sales%') u
    join departments d on d.sort = u.n % ${size.departments}::int + 1 and d.parent_id is not null
    join positions p on p.department_id = d.id and p.is_management = (u.n < ${size.departments}::int)`);
}

async function addCredentials(db: Owner, now: Date, passwordHash: string, roles: { sales: string; admin: string }) {
  await db.execute(sql`
    insert into user_roles (user_id, role_id)
    select id, case login when 'admin' then ${roles.admin}::uuid else ${roles.sales}::uuid end from users`);
  await db.execute(sql`
    insert into user_credentials (user_id, password_hash, changed_at)
    select id, ${passwordHash}, ${now}::timestamptz from users where login in ('sales', 'admin')`);
}

async function addCustomers(db: Owner, now: Date) {
  const year = now.getUTCFullYear();
  await db.execute(sql`
    with owner as (select array_agg(id order by login) as ids from users where login like 'sales%'),
    department as (select array_agg(id order by sort) as ids from departments where parent_id is not null),
    entry as (
      select kind, array_agg(id order by sort, id) as ids from dictionary_entries e
      where not exists (select from dictionary_entries b where b.parent_id = e.id) group by kind),
    base as (
      select n, pg_temp.chance(n, 1, 100) < ${size.publicPercent}::int as public,
        owner.ids[1 + pg_temp.chance(n, 2, ${size.salespeople}::int)] as owner_id,
        department.ids[1 + pg_temp.chance(n, 3, ${size.departments}::int)] as department_id,
        ${now}::timestamptz - make_interval(secs => (${size.customers}::int - n) * 300 + pg_temp.chance(n, 4, 300)) as created_at
      from generate_series(1, ${size.customers}::int) n, owner, department)
    insert into customers (number, name, kind, type_id, industry_id, source_id, level_id, region_id, registration_number, phone,
      address, ownership, owner_id, department_id, created_by, created_at, updated_at)
    select ${`C${year}`} || lpad(n::text, 6, '0'),
      (array['深圳','广州','东莞','佛山','上海','杭州','苏州','宁波','成都','武汉'])[1 + pg_temp.chance(n, 5, 10)]
        || (array['鸿','恒','瑞','盛','华','泰','永','金','新','海','远','安','嘉','博','德','宏'])[1 + pg_temp.chance(n, 6, 16)]
        || (array['达','丰','信','通','诚','联','创','源','川','辉','捷','昌','腾','顺','泽','航'])[1 + pg_temp.chance(n, 7, 16)]
        || (array['物流','冷链','运输','制造','机械','电子','科技','商贸','建设','能源','医药','农业'])[1 + pg_temp.chance(n, 8, 12)]
        || '有限公司' || n,
      'company',
      (select ids[1 + pg_temp.chance(n, 9, cardinality(ids))] from entry where kind = 'customer_type'),
      (select ids[1 + pg_temp.chance(n, 10, cardinality(ids))] from entry where kind = 'industry'),
      (select ids[1 + pg_temp.chance(n, 11, cardinality(ids))] from entry where kind = 'source'),
      (select ids[1 + pg_temp.chance(n, 12, cardinality(ids))] from entry where kind = 'level'),
      (select ids[1 + pg_temp.chance(n, 13, cardinality(ids))] from entry where kind = 'region'),
      null, '0755-' || lpad(pg_temp.chance(n, 14, 100000000)::text, 8, '0'),
      '工业路 ' || (1 + pg_temp.chance(n, 15, 999)) || ' 号',
      (case when public then 'public' else 'private' end)::ownership,
      case when public then null else owner_id end, case when public then department_id end, owner_id, created_at, created_at
    from base order by n`);
  await db
    .insert(schema.numberCounters)
    .values({ kind: "customer", period: String(year), prefix: "C", last: size.customers });
}

async function addContacts(db: Owner, now: Date) {
  await db.execute(sql`
    insert into contacts (customer_id, name, position, mobile, email, is_primary, created_at, updated_at)
    select c.id,
      (array['王','李','张','刘','陈','杨','黄','赵','吴','周','徐','孙'])[1 + pg_temp.chance(c.n * 2 + k, 20, 12)]
        || (array['伟','芳','娜','敏','静','强','磊','军','洋','勇','艳','杰'])[1 + pg_temp.chance(c.n * 2 + k, 21, 12)],
      (array['总经理','采购经理','运营主管','车队队长'])[1 + pg_temp.chance(c.n * 2 + k, 22, 4)],
      '13' || lpad(pg_temp.chance(c.n * 2 + k, 23, 1000000000)::text, 9, '0'),
      'contact' || c.n || '.' || k || '@customer.example', k = 1, ${now}::timestamptz, ${now}::timestamptz
    from (select id, row_number() over (order by number) as n from customers) c, generate_series(1, 2) k
    where k = 1 or c.n <= ${size.contacts - size.customers}`);
}
