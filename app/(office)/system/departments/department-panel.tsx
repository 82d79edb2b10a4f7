import { getTranslations } from "next-intl/server";
import { SidePanel } from "@/components/layout/side-panel";
import { can, type StaffContext } from "@/lib/core/context";
import { findDepartment } from "@/lib/organisation/queries";
import { EditDepartment, NewDepartments } from "./department-editor";

const PANEL = /^(new|edit)(?:\.([0-9a-f-]{36}))?$/;

/**
 * The panel over the tree: `panel=new`, `panel=new.<id of the parent>` or `panel=edit.<id>`. A panel that the actor may not
 * open does not open. New departments go into the institution that the list shows.
 */
export async function DepartmentPanel({
  ctx,
  panel,
  institution,
}: {
  ctx: StaffContext;
  panel: string | string[] | undefined;
  institution?: string;
}) {
  const [, kind, id] = (typeof panel === "string" && PANEL.exec(panel)) || [];
  const t = await getTranslations("organisation");
  if (kind === "new" && can(ctx, "organisation.create"))
    return (
      <SidePanel title={t("departments.new")} wide>
        <NewDepartments ctx={ctx} institution={institution} parent={id} />
      </SidePanel>
    );
  if (kind !== "edit" || !id || !can(ctx, "organisation.edit")) return null;
  const department = await findDepartment(ctx, id);
  return (
    department && (
      <SidePanel title={t("departments.edit_of", { name: department.name })}>
        <EditDepartment ctx={ctx} department={department} />
      </SidePanel>
    )
  );
}
