import { getTranslations } from "next-intl/server";
import { SidePanel } from "@/components/layout/side-panel";
import { can, type StaffContext } from "@/lib/core/context";
import { findCustomer } from "@/lib/customers/queries";
import { CustomerEditor } from "./customer-editor";

const EDIT = /^edit\.([0-9a-f-]{36})$/;

/** The panel over the list: `panel=new` or `panel=edit.<id>`. A panel that the actor may not open does not open. */
export async function CustomerPanel({ ctx, panel }: { ctx: StaffContext; panel: string | string[] | undefined }) {
  if (typeof panel !== "string") return null;
  const t = await getTranslations("customers");
  if (panel === "new" && can(ctx, "customers.create"))
    return (
      <SidePanel title={t("new")}>
        <CustomerEditor ctx={ctx} />
      </SidePanel>
    );
  const id = EDIT.exec(panel)?.[1];
  const found = id && can(ctx, "customers.edit") ? await findCustomer(ctx, id) : undefined;
  if (!found?.canEdit) return null;
  return (
    <SidePanel title={t("edit_of", { name: found.customer.name })}>
      <CustomerEditor ctx={ctx} found={found} />
    </SidePanel>
  );
}
