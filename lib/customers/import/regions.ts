import "server-only";
import { sql } from "drizzle-orm";
import { dictionaryEntries } from "@/db/schema";
import type { StaffContext } from "@/lib/core/context";

/**
 * Finds the dictionary's region for every combination of country, province and city, into the table `places`. Names that
 * are given must stand on one path; a gap between them is allowed where only one entry fits. What the dictionary does not
 * know stays a text (D-40).
 */
export async function lookUpRegions({ db }: StaffContext): Promise<void> {
  await db.execute(sql`
    create temp table places on commit drop as
    with recursive node (id, depth, country, province, city) as (
      select id, 1, text_key(name), null::text, null::text from ${dictionaryEntries}
      where kind = 'region' and parent_id is null and active
      union all
      select e.id, n.depth + 1, n.country, case n.depth when 1 then text_key(e.name) else n.province end,
        case n.depth when 2 then text_key(e.name) end
      from node n join ${dictionaryEntries} e on e.parent_id = n.id and e.active where n.depth < 3
    ),
    written as materialized (
      select country, province, city, text_key(country) as country_key, text_key(province) as province_key, text_key(city) as city_key,
        case when city is not null then 3 when province is not null then 2 else 1 end as depth
      from (select distinct country, province, city from cells where num_nonnulls(country, province, city) > 0) t
    )
    select w.country, w.province, w.city, case count(n.id) when 1 then (array_agg(n.id))[1] end as region_id
    from written w left join node n on n.depth = w.depth
      and (w.country_key is null or w.country_key = n.country)
      and (w.province_key is null or w.province_key = n.province)
      and (w.city_key is null or w.city_key = n.city)
    group by w.country, w.province, w.city`);
}
