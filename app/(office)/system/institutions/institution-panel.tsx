import { getTranslations } from "next-intl/server";
import { SidePanel } from "@/components/layout/side-panel";
import { can, type StaffContext } from "@/lib/core/context";
import { findInstitution } from "@/lib/organisation/queries";
import { InstitutionForm } from "./institution-form";

const EDIT = /^edit\.([0-9a-f-]{36})$/;

/** The panel over the list: `panel=new` or `panel=edit.<id>`. A panel that the actor may not open does not open. */
export async function InstitutionPanel({ ctx, panel }: { ctx: StaffContext; panel: string | string[] | undefined }) {
  if (typeof panel !== "string") return null;
  const t = await getTranslations("organisation");
  if (panel === "new" && can(ctx, "organisation.create"))
    return (
      <SidePanel title={t("institutions.new")}>
        <InstitutionForm />
      </SidePanel>
    );
  const id = EDIT.exec(panel)?.[1];
  const institution = id && can(ctx, "organisation.edit") ? await findInstitution(ctx, id) : undefined;
  if (!institution) return null;
  return (
    <SidePanel title={t("institutions.edit_of", { name: institution.name })}>
      <InstitutionForm key={institution.version} institution={institution} />
    </SidePanel>
  );
}
