import { getTranslations } from "next-intl/server";
import { SidePanel } from "@/components/layout/side-panel";
import { can, type StaffContext } from "@/lib/core/context";
import type { PositionListParams } from "@/lib/organisation/list";
import { findPosition } from "@/lib/organisation/queries";
import { PositionEditor } from "./position-editor";

const EDIT = /^edit\.([0-9a-f-]{36})$/;

/**
 * The panel over the list: `panel=new` or `panel=edit.<id>`. A panel that the actor may not open does not open. A new
 * position begins in the institution and department that the list shows.
 */
export async function PositionPanel({
  ctx,
  panel,
  filters,
}: {
  ctx: StaffContext;
  panel: string | string[] | undefined;
  filters: PositionListParams["filters"];
}) {
  if (typeof panel !== "string") return null;
  const t = await getTranslations("organisation");
  if (panel === "new" && can(ctx, "organisation.create"))
    return (
      <SidePanel title={t("positions.new")}>
        <PositionEditor ctx={ctx} institution={filters.institution} department={filters.department} />
      </SidePanel>
    );
  const id = EDIT.exec(panel)?.[1];
  const position = id && can(ctx, "organisation.edit") ? await findPosition(ctx, id) : undefined;
  if (!position) return null;
  return (
    <SidePanel title={t("positions.edit_of", { name: position.name })}>
      <PositionEditor ctx={ctx} position={position} />
    </SidePanel>
  );
}
