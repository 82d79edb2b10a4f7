import { Messages } from "@/components/layout/messages";
import { can, type StaffContext } from "@/lib/core/context";
import { privateCounts } from "@/lib/customers/quota";
import { holdingsOf } from "@/lib/handover/parts";
import { departmentOptions, institutionOptions } from "@/lib/organisation/options";
import { customerTypeNodes } from "@/lib/roles/queries";
import type { UserDetails } from "@/lib/users/queries";
import { PasswordForm } from "./password-form";
import { positionChoices, roleTicks } from "./user-choices";
import { UserForm } from "./user-form";

/** Loads what the form of an account offers: the same in the panel and on its own page. */
export async function UserEditor({ ctx, user }: { ctx: StaffContext; user?: UserDetails }) {
  const [positions, institutions, departments, roles, types, holdings, owned] = await Promise.all([
    positionChoices(ctx),
    institutionOptions(ctx),
    departmentOptions(ctx),
    roleTicks(ctx),
    customerTypeNodes(ctx),
    user ? holdingsOf(ctx, user.id) : [],
    user ? privateCounts(ctx, [user.id]) : undefined,
  ]);
  const choices = {
    positions,
    places: [
      ...institutions.map(({ id, name }) => ({ id, parentId: null, label: name })),
      ...departments.map(({ id, parentId, institutionId, name }) => ({
        id,
        parentId: parentId ?? institutionId,
        label: name,
      })),
    ],
    roles,
    types,
  };
  const { isAdministrator } = ctx.actor;
  const isMine = user?.id === ctx.actor.id;
  return (
    <Messages of={["users", "roles", "handover"]}>
      <UserForm
        key={user?.version}
        choices={choices}
        user={user}
        owned={{
          all: holdings.reduce((sum, { count }) => sum + count, 0),
          privately: (user && owned?.get(user.id)) ?? 0,
        }}
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
