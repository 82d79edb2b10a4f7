import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PageTitle } from "@/components/layout/detail";
import { idParam, page } from "@/lib/core/page";
import { findMail } from "@/lib/notifications/queries";
import { MailDetail } from "../mail-detail";

/** One mail at an address of its own. */
export default page("notifications.view", async (ctx, { params }) => {
  const mail = (await findMail(ctx, idParam(params))) ?? notFound();
  const t = await getTranslations("notifications");
  return (
    <div className="grid max-w-[960px] gap-6">
      <PageTitle title={t("detail_title")} />
      <MailDetail ctx={ctx} mail={mail} />
    </div>
  );
});
