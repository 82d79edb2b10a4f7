import { getTranslations } from "next-intl/server";
import { PageTitle } from "@/components/layout/detail";
import { Messages } from "@/components/layout/messages";
import { page } from "@/lib/core/page";
import { PositionEditor } from "../position-editor";

export default page("organisation.create", async (ctx) => {
  const t = await getTranslations("organisation");
  return (
    <Messages of={["organisation"]}>
      <div className="grid gap-4">
        <PageTitle title={t("positions.new")} />
        <PositionEditor ctx={ctx} />
      </div>
    </Messages>
  );
});
