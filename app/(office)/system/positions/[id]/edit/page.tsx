import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PageTitle } from "@/components/layout/detail";
import { Messages } from "@/components/layout/messages";
import { idParam, page } from "@/lib/core/page";
import { findPosition } from "@/lib/organisation/queries";
import { PositionEditor } from "../../position-editor";

export default page("organisation.edit", async (ctx, { params }) => {
  const position = (await findPosition(ctx, idParam(params))) ?? notFound();
  const t = await getTranslations("organisation");
  return (
    <Messages of={["organisation"]}>
      <div className="grid gap-4">
        <PageTitle title={t("positions.edit_of", { name: position.name })} />
        <PositionEditor ctx={ctx} position={position} />
      </div>
    </Messages>
  );
});
