import "server-only";
import { eq } from "drizzle-orm";
import { users } from "@/db/schema";
import { closedBecause, loadByUser, staffOf } from "@/lib/core/access";
import type { StaffContext } from "@/lib/core/context";
import { refuse, reject } from "@/lib/core/errors";
import { holdRoom } from "./quota";
import { type HeldCustomer, named } from "./selection";

/**
 * Whoever receives customers works here, may see what they get, and has room for it: the quota is looked at once (SHA-03). Their
 * row is held until the transaction ends, so that nobody leaves while they are given something. Refusals stand at `field`, those
 * of a new type at the type. `gained` are those that will count for the quota: without it all that are not theirs yet. Returns their name.
 */
export async function judgePerson(
  ctx: StaffContext,
  id: string,
  rows: readonly HeldCustomer[],
  {
    field = "ownerId",
    typeId,
    gained,
  }: { field?: string; typeId?: string | null; gained?: readonly HeldCustomer[] } = {},
): Promise<string> {
  await ctx.db.select({ id: users.id }).from(users).where(eq(users.id, id)).for("no key update");
  const loaded = await loadByUser(ctx.db, id);
  if (loaded?.account.audience !== "staff" || closedBecause(loaded.account, ctx.today))
    return reject({ [field]: { key: "shares.error.receiver_closed", values: { name: loaded?.account.name ?? "" } } });
  const { name, access } = staffOf(loaded.account, "");
  const types = access.customerTypes;
  const unseen = rows.filter((row) => types && !types.includes(typeId ?? row.typeId ?? ""));
  if (unseen.length > 0)
    refuse("shares.error.receiver_types", { name, ...named(ctx, unseen) }, typeId ? "typeId" : field);
  const more = gained ?? rows.filter((row) => row.ownership !== "private" || row.ownerId !== id);
  const room = more.length > 0 ? await holdRoom(ctx, id) : undefined;
  const over = room ? more.slice(Math.max(0, room.quota - room.owned)) : [];
  if (room && over.length > 0)
    refuse("shares.error.quota_rows", { ...room, gained: more.length, ...named(ctx, over) }, field);
  return name;
}
