import "server-only";
import { and, or, sql } from "drizzle-orm";
import { institutions } from "@/db/schema";
import type { Context } from "@/lib/core/context";
import { contains, type ListColumns, listOf, listWhere } from "@/lib/core/list-query";
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
  const where = and(scope(ctx, institutionEntity, "view"), listWhere(institutionColumns, params));
  const bare = ctx.db.select({ id: institutions.id }).from(institutions).$dynamic();
  const list = listOf(ctx.db, institutionColumns, params, where, bare);
  return list.page(
    ctx.db
      .select({
        id: institutions.id,
        name: institutions.name,
        shortName: institutions.shortName,
        code: institutions.code,
        phone: institutions.phone,
        address: institutions.address,
        departments: sql<number>`(select count(*)::int from departments d where d.institution_id = institutions.id)`,
        ...list.fields,
      })
      .from(institutions)
      .$dynamic(),
  );
}
export type InstitutionRow = Awaited<ReturnType<typeof listInstitutions>>["rows"][number];
