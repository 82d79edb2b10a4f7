import { getTranslations } from "next-intl/server";
import { SidePanel } from "@/components/layout/side-panel";
import type { StaffContext } from "@/lib/core/context";
import { findMail } from "@/lib/notifications/queries";
import { MailDetail } from "./mail-detail";

const PANEL = /^mail\.([0-9a-f-]{36})$/;

/** One mail over the list: `panel=mail.<id>`. */
export async function MailPanel({ ctx, panel }: { ctx: StaffContext; panel: string | string[] | undefined }) {
  const id = typeof panel === "string" ? PANEL.exec(panel)?.[1] : undefined;
  const mail = id ? await findMail(ctx, id) : undefined;
  if (!mail) return null;
  const t = await getTranslations("notifications");
  return (
    <SidePanel title={t("detail_title")} wide>
      <div className="pb-6">
        <MailDetail ctx={ctx} mail={mail} />
      </div>
    </SidePanel>
  );
}
