import "server-only";
import { eq } from "drizzle-orm";
import { departments, users } from "@/db/schema";
import type { Context } from "@/lib/core/context";

/** The names of the person and the department that the address of a list names. */
export async function filterNames(ctx: Context, { owner, department }: { owner?: string; department?: string }) {
  const [person, place] = await Promise.all([
    owner ? ctx.db.select({ name: users.name }).from(users).where(eq(users.id, owner)) : [],
    department ? ctx.db.select({ name: departments.name }).from(departments).where(eq(departments.id, department)) : [],
  ]);
  return { owner: person[0]?.name, department: place[0]?.name };
}
