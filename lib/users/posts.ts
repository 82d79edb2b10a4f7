import "server-only";
import { desc, eq, inArray, sql } from "drizzle-orm";
import type { z } from "zod";
import { departments, institutions, positions, userPosts } from "@/db/schema";
import type { Context } from "@/lib/core/context";
import { reject } from "@/lib/core/errors";
import type { postInput } from "./schema";

export type Post = z.output<typeof postInput>;

/** Somebody's posts, the main one first. */
export function postsOf(ctx: Context, userId: string): Promise<Post[]> {
  return ctx.db
    .select({ positionId: userPosts.positionId, isMain: userPosts.isMain, since: userPosts.since })
    .from(userPosts)
    .where(eq(userPosts.userId, userId))
    .orderBy(desc(userPosts.isMain), userPosts.positionId);
}

/** Puts a locked user into exactly these posts (ORG-06). Returns what the log shows of before and after, or nothing when they stayed. */
export async function setPosts(ctx: Context, userId: string, posts: readonly Post[]) {
  const before = await postsOf(ctx, userId);
  const after = posts.toSorted((a, b) => Number(b.isMain) - Number(a.isMain) || (a.positionId < b.positionId ? -1 : 1));
  if (JSON.stringify(before) === JSON.stringify(after)) return undefined;
  const names = await positionNames(
    ctx,
    [...before, ...after].map(({ positionId }) => positionId),
  );
  if (after.some(({ positionId }) => !names.has(positionId))) reject({ posts: { key: "users.error.position_gone" } });
  await ctx.db.delete(userPosts).where(eq(userPosts.userId, userId));
  if (after.length > 0) await ctx.db.insert(userPosts).values(after.map((post) => ({ ...post, userId })));
  return { before: logged(before, names), after: logged(after, names) };
}

/** "机构 / 部门 / 职位 2026-01-01", the main post and the part-time ones apart. */
function logged(posts: readonly Post[], names: Map<string, string>) {
  const say = ({ positionId, since }: Post) => [names.get(positionId), since].filter(Boolean).join(" ");
  const main = posts.find(({ isMain }) => isMain);
  return { mainPost: main ? say(main) : null, partTimePosts: posts.filter(({ isMain }) => !isMain).map(say) };
}

async function positionNames(ctx: Context, ids: string[]): Promise<Map<string, string>> {
  const rows = await ctx.db
    .select({
      id: positions.id,
      name: sql<string>`concat_ws(' / ', ${institutions.name}, ${departments.name}, ${positions.name})`,
    })
    .from(positions)
    .innerJoin(departments, eq(departments.id, positions.departmentId))
    .innerJoin(institutions, eq(institutions.id, departments.institutionId))
    .where(inArray(positions.id, ids));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
