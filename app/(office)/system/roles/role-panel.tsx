import { getTranslations } from "next-intl/server";
import { SidePanel } from "@/components/layout/side-panel";
import { can, type StaffContext } from "@/lib/core/context";
import { findRole } from "@/lib/roles/queries";
import { RoleEditor } from "./role-editor";

const EDIT = /^edit\.([0-9a-f-]{36})$/;

/** The panel over the list: `panel=new` or `panel=edit.<id>`. A panel that the actor may not open does not open. */
export async function RolePanel({ ctx, panel }: { ctx: StaffContext; panel: string | string[] | undefined }) {
  if (typeof panel !== "string") return null;
  const t = await getTranslations("roles");
  if (panel === "new" && can(ctx, "roles.create"))
    return (
      <SidePanel title={t("new")} wide>
        <RoleEditor ctx={ctx} />
      </SidePanel>
    );
  const id = EDIT.exec(panel)?.[1];
  const role = id && can(ctx, "roles.edit") ? await findRole(ctx, id) : undefined;
  if (!role) return null;
  return (
    <SidePanel title={t("edit_of", { name: role.name })} wide>
      <RoleEditor ctx={ctx} role={role} />
    </SidePanel>
  );
}
