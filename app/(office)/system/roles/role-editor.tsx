import { Messages } from "@/components/layout/messages";
import type { StaffContext } from "@/lib/core/context";
import { privateCounts } from "@/lib/customers/quota";
import { institutionOptions } from "@/lib/organisation/options";
import { customerTypeNodes, membersUnderQuota, type RoleDetails } from "@/lib/roles/queries";
import { RoleForm } from "./role-form";

/** Loads what the form of a role offers: the same in the panel and on its own page. */
export async function RoleEditor({ ctx, role }: { ctx: StaffContext; role?: RoleDetails }) {
  const [institutions, types] = await Promise.all([institutionOptions(ctx), customerTypeNodes(ctx)]);
  const { isAdministrator, grants } = ctx.actor;
  const members = role ? await membersUnderQuota(ctx, role.id) : [];
  const owned = await privateCounts(
    ctx,
    members.map(({ id }) => id),
  );
  return (
    <Messages of={["roles", "permissions"]}>
      <RoleForm
        key={role?.version}
        role={role}
        institutions={institutions.map(({ id, name }) => ({ value: id, label: name }))}
        types={types}
        owners={members.map(({ id, name, other }) => ({ name, other, owned: owned.get(id) ?? 0 }))}
        held={Object.fromEntries(grants)}
        readOnly={!isAdministrator && (role?.mine || role?.builtin === "administrator")}
      />
    </Messages>
  );
}
