import { Messages } from "@/components/layout/messages";
import { can, type StaffContext } from "@/lib/core/context";
import { departmentOptions, institutionOptions, positionOptions } from "@/lib/organisation/options";
import { rolesBeyond } from "@/lib/roles/authority";
import { customerTypeNodes, roleChoices } from "@/lib/roles/queries";
import type { UserDetails } from "@/lib/users/queries";
import { PasswordForm } from "./password-form";
import { UserForm } from "./user-form";

/** Loads what the form of an account offers: the same in the panel and on its own page. */
export async function UserEditor({ ctx, user }: { ctx: StaffContext; user?: UserDetails }) {
  const [positions, institutions, departments, roles, beyond, types] = await Promise.all([
    positionOptions(ctx),
    institutionOptions(ctx),
    departmentOptions(ctx),
    roleChoices(ctx),
    rolesBeyond(ctx),
    customerTypeNodes(ctx),
  ]);
  const choices = {
    positions: positions.map((one) => ({
      id: one.id,
      label: one.name,
      hint: `${one.institution} / ${one.department}`,
    })),
    places: [
      ...institutions.map(({ id, name }) => ({ id, parentId: null, label: name })),
      ...departments.map(({ id, parentId, institutionId, name }) => ({
        id,
        parentId: parentId ?? institutionId,
        label: name,
      })),
    ],
    roles: roles.map((role) => ({ ...role, beyond: beyond.some(({ id }) => id === role.id) })),
    types,
  };
  const { isAdministrator } = ctx.actor;
  const isMine = user?.id === ctx.actor.id;
  return (
    <Messages of={["users", "roles"]}>
      <UserForm
        key={user?.version}
        choices={choices}
        user={user}
        access={can(ctx, "users.edit") && (isAdministrator || !isMine)}
        fixed={Boolean(user?.isAdministrator) && !isAdministrator}
      />
    </Messages>
  );
}

/** The form of a new password, in the panel and on its own page. */
export async function PasswordEditor({ user }: { user: UserDetails }) {
  return (
    <Messages of={["users"]}>
      <PasswordForm id={user.id} name={user.name} />
    </Messages>
  );
}
