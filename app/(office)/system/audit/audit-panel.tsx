import { getTranslations } from "next-intl/server";
import { SidePanel } from "@/components/layout/side-panel";
import { findAuditEvent } from "@/lib/audit/queries";
import type { StaffContext } from "@/lib/core/context";
import { AuditDetail } from "./audit-detail";

const PANEL = /^event\.([0-9a-f-]{36})$/;

/** The details of one act over the list: `panel=event.<id>`. */
export async function AuditPanel({ ctx, panel }: { ctx: StaffContext; panel: string | string[] | undefined }) {
  const id = typeof panel === "string" ? PANEL.exec(panel)?.[1] : undefined;
  const event = id ? await findAuditEvent(ctx, id) : undefined;
  if (!event) return null;
  const t = await getTranslations("audit");
  return (
    <SidePanel title={t("detail_title")} wide>
      <div className="pb-6">
        <AuditDetail event={event} />
      </div>
    </SidePanel>
  );
}
