import type { StaffContext } from "@/lib/core/context";
import { positionOptions } from "@/lib/organisation/options";
import { rolesBeyond } from "@/lib/roles/authority";
import { roleChoices } from "@/lib/roles/queries";

/** The positions as a picker offers them, with their place. */
export async function positionChoices(ctx: StaffContext) {
  const positions = await positionOptions(ctx);
  return positions.map((one) => ({ id: one.id, label: one.name, hint: `${one.institution} / ${one.department}` }));
}

/** The roles as ticks, with those that go beyond the reader's own rights (ROL-06). */
export async function roleTicks(ctx: StaffContext) {
  const [roles, beyond] = await Promise.all([roleChoices(ctx), rolesBeyond(ctx)]);
  return roles.map((role) => ({ ...role, beyond: beyond.some(({ id }) => id === role.id) }));
}
