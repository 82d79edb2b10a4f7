import "server-only";
import { and, or, sql } from "drizzle-orm";
import { institutions } from "@/db/schema";
import type { Context } from "@/lib/core/context";
import { contains, type ListColumns, listPage, listWhere, sortValue } from "@/lib/core/list-query";
import { scope } from "@/lib/core/scope";
import { institutionEntity } from "./entity";
import type { institutionList, InstitutionListParams } from "./list";

const institutionColumns: ListColumns<typeof institutionList> = {
  id: institutions.id,
  search: (text) =>
    or(contains(institutions.name)(text), contains(institutions.shortName)(text), contains(institutions.code)(text)),
  sort: { name: institutions.name, code: institutions.code, created: institutions.createdAt },
  filters: {},
};

/** One page of the institutions with the number of their departments (ORG-01). */
export function listInstitutions(ctx: Context, params: InstitutionListParams) {
  const query = ctx.db
    .select({
      id: institutions.id,
      name: institutions.name,
      shortName: institutions.shortName,
      code: institutions.code,
      phone: institutions.phone,
      address: institutions.address,
      departments: sql<number>`(select count(*)::int from departments d where d.institution_id = institutions.id)`,
      sortValue: sortValue(institutionColumns, params),
    })
    .from(institutions)
    .$dynamic();
  const counted = ctx.db.select({ id: institutions.id }).from(institutions).$dynamic();
  const where = and(scope(ctx, institutionEntity, "view"), listWhere(institutionColumns, params));
  return listPage(ctx.db, institutionColumns, params, where, query, counted);
}
export type InstitutionRow = Awaited<ReturnType<typeof listInstitutions>>["rows"][number];
