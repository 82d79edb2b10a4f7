import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PageTitle } from "@/components/layout/detail";
import { findAuditEvent } from "@/lib/audit/queries";
import { idParam, page } from "@/lib/core/page";
import { AuditDetail } from "../audit-detail";

/** One act of the log at an address of its own. */
export default page("audit.view", async (ctx, { params }) => {
  const event = (await findAuditEvent(ctx, idParam(params))) ?? notFound();
  const t = await getTranslations("audit");
  return (
    <div className="grid max-w-[960px] gap-6">
      <PageTitle title={t("detail_title")} />
      <AuditDetail event={event} />
    </div>
  );
});
