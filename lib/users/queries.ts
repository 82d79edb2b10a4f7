import "server-only";
import { and, asc, eq, exists, gte, ilike, isNotNull, isNull, not, or, type SQL, sql } from "drizzle-orm";
import { departments, positions, userPosts, userRoles, users } from "@/db/schema";
import type { Context, StaffContext } from "@/lib/core/context";
import { escapeLike, is, type ListColumns, listOf, listWhere, oneOf } from "@/lib/core/list-query";
import { scope } from "@/lib/core/scope";
import { isAdministrator } from "@/lib/roles/authority";
import { userEntity } from "./entity";
import type { userList, UserListParams } from "./list";
import { listsOf } from "./lists";

const named = (text: string): SQL | undefined => {
  const pattern = `%${escapeLike(text)}%`;
  return or(ilike(users.name, pattern), ilike(users.login, pattern));
};

/** Somebody holds a post that meets a condition over up (user_posts), p (positions) and d (departments). */
const posted = (condition: SQL): SQL => sql`exists (select from user_posts up join positions p on p.id = up.position_id
  join departments d on d.id = p.department_id where up.user_id = ${users.id} and ${condition})`;
const inOrBelow = (department: string): SQL => sql`d.id in (with recursive below as (
  select ${department}::uuid as id union select c.id from departments c join below on c.parent_id = below.id) select id from below)`;

/** `direct` alone narrows nothing: it says how the department is meant. */
const columnsFor = (ctx: Context, { filters }: UserListParams): ListColumns<typeof userList> => ({
  id: users.id,
  search: named,
  sort: {
    name: users.name,
    login: users.login,
    staffNumber: users.staffNumber,
    validUntil: users.validUntil,
    created: users.createdAt,
  },
  filters: {
    institution: (id) => posted(sql`d.institution_id = ${id}`),
    department: (id) => posted(filters.direct ? sql`d.id = ${id}` : inOrBelow(id)),
    direct: () => undefined,
    position: (id) => posted(sql`p.id = ${id}`),
    role: (id) =>
      exists(
        ctx.db
          .select()
          .from(userRoles)
          .where(and(eq(userRoles.userId, users.id), eq(userRoles.roleId, id))),
      ),
    state: oneOf(users.state),
    locked: is(users.locked),
    unposted: (without) =>
      yesOrNo(!without, exists(ctx.db.select().from(userPosts).where(eq(userPosts.userId, users.id)))),
    unroled: (without) =>
      yesOrNo(!without, exists(ctx.db.select().from(userRoles).where(eq(userRoles.userId, users.id)))),
  },
});
const yesOrNo = (yes: boolean, condition: SQL) => (yes ? condition : not(condition));

// In these two the account's id is written out: Drizzle would name it without its table inside the inner select.
const mainPost = sql<string | null>`(select concat_ws(' / ', i.name, d.name, p.name) from user_posts up
  join positions p on p.id = up.position_id join departments d on d.id = p.department_id
  join institutions i on i.id = d.institution_id where up.user_id = users.id and up.is_main)`;
const roleNames = sql<string[]>`array(select r.name from user_roles ur join roles r on r.id = ur.role_id
  where ur.user_id = users.id order by r.name, r.id)`;

const partTimePosts = sql<string[]>`array(select concat_ws(' / ', i.name, d.name, p.name) from user_posts up
  join positions p on p.id = up.position_id join departments d on d.id = p.department_id
  join institutions i on i.id = d.institution_id where up.user_id = users.id and not up.is_main order by 1)`;

/** What the list and its export show of an account. */
export const userFields = {
  id: users.id,
  login: users.login,
  name: users.name,
  staffNumber: users.staffNumber,
  mobile: users.mobile,
  email: users.email,
  officePhone: users.officePhone,
  gender: users.gender,
  state: users.state,
  locked: users.locked,
  validUntil: users.validUntil,
  privateQuota: users.privateQuota,
  createdAt: users.createdAt,
  post: mainPost,
  partTimePosts,
  roles: roleNames,
};

/** The accounts that an address asks for: living ones, or those that were deleted. */
export const usersWhere = (ctx: Context, params: UserListParams, deleted = false): SQL | undefined =>
  and(
    scope(ctx, userEntity, "view"),
    deleted ? isNotNull(users.deletedAt) : isNull(users.deletedAt),
    listWhere(columnsFor(ctx, params), params),
  );

/** One page of the living accounts, or of the deleted ones (ORG-07). */
export function listUsers(ctx: Context, params: UserListParams, deleted = false) {
  const columns = columnsFor(ctx, params);
  const where = usersWhere(ctx, params, deleted);
  const bare = ctx.db.select({ id: users.id }).from(users).$dynamic();
  const list = listOf(ctx.db, columns, params, where, bare);
  return list.page(
    ctx.db
      .select({
        ...userFields,
        ...list.fields,
      })
      .from(users)
      .$dynamic(),
  );
}
export type UserRow = Omit<Awaited<ReturnType<typeof listUsers>>["rows"][number], "sortValue" | "total">;

/** A living account with its posts, roles and limits; never anything of its password. */
export async function findUser(ctx: StaffContext, id: string) {
  const [user] = await ctx.db
    .select({
      id: users.id,
      login: users.login,
      name: users.name,
      gender: users.gender,
      staffNumber: users.staffNumber,
      mobile: users.mobile,
      email: users.email,
      officePhone: users.officePhone,
      homePhone: users.homePhone,
      validUntil: users.validUntil,
      state: users.state,
      locked: users.locked,
      privateQuota: users.privateQuota,
      version: users.version,
    })
    .from(users)
    .where(and(eq(users.id, id), isNull(users.deletedAt), scope(ctx, userEntity, "view")));
  if (!user) return undefined;
  return { ...user, ...(await listsOf(ctx, id)), isAdministrator: await isAdministrator(ctx, id) };
}
export type UserDetails = NonNullable<Awaited<ReturnType<typeof findUser>>>;

/** For picking a person: those who work here today, by name or login, of one place where that is asked, at most a screenful. */
export async function findPeople(
  ctx: StaffContext,
  { q, institution, department }: { q: string; institution?: string; department?: string },
) {
  const place = department
    ? sql`d.id = ${department}`
    : institution
      ? sql`d.institution_id = ${institution}`
      : undefined;
  const working = and(
    eq(users.audience, "staff"),
    eq(users.state, "employed"),
    eq(users.locked, false),
    isNull(users.deletedAt),
    or(isNull(users.validUntil), gte(users.validUntil, ctx.today)),
  );
  const rows = await ctx.db
    .select({ id: users.id, label: users.name, login: users.login, department: departments.name })
    .from(users)
    .leftJoin(userPosts, and(eq(userPosts.userId, users.id), eq(userPosts.isMain, true)))
    .leftJoin(positions, eq(positions.id, userPosts.positionId))
    .leftJoin(departments, eq(departments.id, positions.departmentId))
    .where(and(working, q ? named(q) : undefined, place && posted(place)))
    .orderBy(asc(users.name), asc(users.id))
    .limit(20);
  return rows.map(({ id, label, login, department }) => ({
    id,
    label,
    hint: [login, department].filter(Boolean).join(" · "),
  }));
}

/** The name of a living account: for the chip of a filter, for a picker that holds its id. */
export async function userName(ctx: Context, id: string): Promise<string | undefined> {
  const [user] = await ctx.db
    .select({ name: users.name })
    .from(users)
    .where(and(eq(users.id, id), isNull(users.deletedAt)));
  return user?.name;
}
