import "server-only";
import { sql } from "drizzle-orm";
import { importRows } from "@/db/schema";
import type { StaffContext } from "@/lib/core/context";
import type { ImportRun } from "@/lib/imports/define";
import { keyFields } from "./columns";

/**
 * The staged cells as columns, in a table of the transaction: everything after it is set-based SQL over `cells` and what is
 * made of it. `keyed`: number, name and registration number could be read, so the row can be tied to a customer; `sound`: no
 * cell is faulty. The number of a row is its key; a row without one goes by its name (IMP-02, D-42).
 */
export async function readCells({ db }: StaffContext, run: ImportRun): Promise<void> {
  await db.execute(sql`
    create temp table cells on commit drop as
    select r.row_no, r.line_no, r.action, r.record_id as previewed_id, r.problems = '[]' as sound,
      r.problems = '[]' or not exists (select from jsonb_array_elements(r.problems) p
        where p ->> 'field' is null or p ->> 'field' in ${keyFields}) as keyed,
      coalesce('number ' || lower(number), 'name ' || text_key(name), 'registration ' || upper("registrationNumber"), 'row ' || r.row_no)
        as customer_key,
      number, name, "shortName" as short_name, kind::customer_kind, type, industry, source, level,
      "creditRating" as credit_rating, upper("registrationNumber") as registration_number, domain,
      "microsoftId"::uuid as microsoft_id, phone, fax, email, website, country, province, city, address, postcode, parent,
      ownership::ownership, owner, department, notes, tags,
      "contact.name" as contact_name, "contact.salutation"::salutation as contact_salutation,
      "contact.department" as contact_department, "contact.position" as contact_position, "contact.mobile" as contact_mobile,
      "contact.phone" as contact_phone, "contact.email" as contact_email, "contact.wechat" as contact_wechat,
      "contact.qq" as contact_qq, "contact.birthday"::date as contact_birthday,
      "contact.decisionRole"::decision_role as contact_decision_role, "contact.primary" = 'yes' as contact_primary
    from ${importRows} r cross join lateral jsonb_to_record(r.data) as cell (
      number text, name text, "shortName" text, kind text, type text, industry text, source text, level text,
      "creditRating" text, "registrationNumber" text, domain text, "microsoftId" text, phone text, fax text, email text,
      website text, country text, province text, city text, address text, postcode text, parent text, ownership text,
      owner text, department text, notes text, tags text, "contact.name" text, "contact.salutation" text, "contact.department" text,
      "contact.position" text, "contact.mobile" text, "contact.phone" text, "contact.email" text, "contact.wechat" text,
      "contact.qq" text, "contact.birthday" text, "contact.decisionRole" text, "contact.primary" text)
    where r.import_id = ${run.id} and r.action is distinct from 'bad'`);
  await db.execute(sql`analyze cells (row_no, customer_key)`);
}
