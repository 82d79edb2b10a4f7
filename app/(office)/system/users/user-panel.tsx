import { getTranslations } from "next-intl/server";
import { SidePanel } from "@/components/layout/side-panel";
import { can, type StaffContext } from "@/lib/core/context";
import { findUser } from "@/lib/users/queries";
import { PasswordEditor, UserEditor } from "./user-editor";

const PANEL = /^(edit|password)\.([0-9a-f-]{36})$/;

/** The panel over the list: `panel=new`, `edit.<id>`, `password.<id>`. A panel that the actor may not open does not open. */
export async function UserPanel({ ctx, panel }: { ctx: StaffContext; panel: string | string[] | undefined }) {
  if (typeof panel !== "string") return null;
  const t = await getTranslations("users");
  if (panel === "new" && can(ctx, "users.create"))
    return (
      <SidePanel title={t("new")} wide>
        <UserEditor ctx={ctx} />
      </SidePanel>
    );
  const [, kind, id] = PANEL.exec(panel) ?? [];
  const user = id && can(ctx, "users.edit") ? await findUser(ctx, id) : undefined;
  if (!user) return null;
  return kind === "edit" ? (
    <SidePanel title={t("edit_of", { name: user.name })} wide>
      <UserEditor ctx={ctx} user={user} />
    </SidePanel>
  ) : (
    <SidePanel title={t("password_of", { name: user.name })}>
      <PasswordEditor user={user} />
    </SidePanel>
  );
}
