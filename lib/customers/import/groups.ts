import "server-only";
import { sql } from "drizzle-orm";
import type { StaffContext } from "@/lib/core/context";
import { find } from "@/lib/imports/findings";
import { customerColumns } from "./columns";

/**
 * `file_rows`: each row with the ids behind its names and the row in which its customer stands first (`first_no`,
 * `first_line`); the rows after that one only bring contacts (IMP-02).
 */
export async function groupRows({ db }: StaffContext): Promise<void> {
  await db.execute(sql`
    create temp table file_rows on commit drop as
    select c.row_no, c.line_no, c.keyed, c.sound, c.action, c.previewed_id,
      case when keyed then min(c.row_no) over one else c.row_no end as first_no,
      case when keyed then min(c.line_no) over one else c.line_no end as first_line,
      c.number, c.name, c.short_name, c.kind, t.id as type_id, i.id as industry_id, s.id as source_id, l.id as level_id,
      r.id as credit_rating_id, c.registration_number, c.domain, c.microsoft_id, c.phone, c.fax, c.email, c.website, p.region_id,
      case when p.region_id is null then c.country end as country, case when p.region_id is null then c.province end as province,
      case when p.region_id is null then c.city end as city, c.address, c.postcode, c.parent, c.ownership, o.id as owner_id,
      d.id as department_id, c.notes, text_key(c.contact_name) as contact_key
    from cells c
      left join names t on t.field = 'type' and t.text = c.type
      left join names i on i.field = 'industry' and i.text = c.industry
      left join names s on s.field = 'source' and s.text = c.source
      left join names l on l.field = 'level' and l.text = c.level
      left join names r on r.field = 'creditRating' and r.text = c.credit_rating
      left join names o on o.field = 'owner' and o.text = c.owner
      left join names d on d.field = 'department' and d.text = c.department
      left join places p on coalesce(p.country, '') = coalesce(c.country, '')
        and coalesce(p.province, '') = coalesce(c.province, '') and coalesce(p.city, '') = coalesce(c.city, '')
    window one as (partition by c.keyed, c.customer_key)`);
  await db.execute(sql`analyze file_rows (row_no, first_no)`);
  await db.execute(sql`create temp table held (row_no integer, line integer) on commit drop`);
}

/** What is said about a contact needs the name of the contact. */
export async function requireContactNames(ctx: StaffContext): Promise<void> {
  await find(
    ctx,
    sql`select row_no, 'contact.name', 'required', '{}'::jsonb from cells
      where sound and contact_name is null and (contact_primary or num_nonnulls(contact_salutation, contact_department,
        contact_position, contact_mobile, contact_phone, contact_email, contact_wechat, contact_qq, contact_birthday,
        contact_decision_role) > 0)`,
  );
}

/** Another customer under a number, or the same row again: the first one counts, the later is refused with its line (IM-09). */
export async function findRepeatedRows(ctx: StaffContext): Promise<void> {
  await find(
    ctx,
    sql`select r.row_no, 'number', 'duplicate_number', jsonb_build_object('value', r.number, 'line', r.first_line)
      from file_rows r join file_rows f on f.row_no = r.first_no
      where r.row_no > r.first_no and r.number is not null and text_key(r.name) <> text_key(f.name)`,
  );
  await find(
    ctx,
    sql`select row_no, case when contact_key is null then null else 'contact.name' end,
        case when contact_key is null then 'duplicate_row' else 'duplicate_contact' end, jsonb_build_object('line', line)
      from (select row_no, first_no, contact_key, case when contact_key is null then first_line else min(line_no) over one end as line,
          row_number() over one as place
        from file_rows where sound
          and row_no not in (select row_no from findings where code = 'duplicate_number' or field = 'contact.name')
        window one as (partition by first_no, contact_key order by row_no)) r
      where row_no > first_no and (contact_key is null or place > 1)`,
  );
  await find(
    ctx,
    sql`select row_no, 'registrationNumber', 'duplicate_registration', jsonb_build_object('value', registration_number, 'line', line)
      from (select row_no, registration_number, first_value(line_no) over one as line, row_number() over one as place
        from file_rows where keyed and row_no = first_no and registration_number is not null
          and row_no not in (select row_no from findings where code = 'registration_number')
        window one as (partition by registration_number order by row_no)) r
      where place > 1`,
  );
}

const REPEATED = sql`('duplicate_number', 'duplicate_row', 'duplicate_contact', 'duplicate_registration')`;

/** Says where a further row of a customer contradicts its first one: nobody could tell which of the two is right. */
export async function findContradictions(ctx: StaffContext): Promise<void> {
  const contradictions = Object.entries(customerColumns)
    .filter(([column]) => column !== "number" && column !== "parent_id")
    .map(([column, field]) => {
      const name = sql.raw(column);
      return sql`(${field}, r.${name} is not null and r.${name} is distinct from f.${name})`;
    });
  const place = sql`num_nonnulls(r.region_id, r.country, r.province, r.city) > 0
    and (r.region_id, r.country, r.province, r.city) is distinct from (f.region_id, f.country, f.province, f.city)`;
  await find(
    ctx,
    sql`select r.row_no, v.field, 'contradiction', jsonb_build_object('line', r.first_line)
      from file_rows r join file_rows f on f.row_no = r.first_no
        cross join lateral (values ${sql.join(contradictions, sql`, `)}, ('parent', lower(r.parent) <> lower(f.parent)), ('city', ${place})) v (field, differs)
      where r.row_no > r.first_no and v.differs
        and r.row_no not in (select row_no from findings where code in ${REPEATED})`,
  );
}

/**
 * Rows whose customer has another row that is faulty: they are held back with it, so that the returned workbook brings the
 * whole customer again. A repeated row holds nothing back. The table `held` has the row and the line of the faulty one. Called again when
 * more was found.
 */
export async function holdBackRest({ db }: StaffContext): Promise<void> {
  await db.execute(sql`
    insert into held
    with repeated as (select row_no from findings where code in ${REPEATED}),
    faulty as (
      select r.first_no, min(r.line_no) as line from file_rows r
      where r.keyed and (not r.sound or r.row_no in (select row_no from findings)) and r.row_no not in (select row_no from repeated)
      group by r.first_no)
    select r.row_no, f.line from file_rows r join faulty f on f.first_no = r.first_no
    where r.keyed and r.sound and r.row_no not in (select row_no from findings union all select row_no from held)`);
}
