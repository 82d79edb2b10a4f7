import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PageTitle } from "@/components/layout/detail";
import { Messages } from "@/components/layout/messages";
import { idParam, page } from "@/lib/core/page";
import { holdingsOf } from "@/lib/handover/parts";
import { userOrNotFound } from "../user-or-not-found";
import { HandoverForm } from "./handover-form";

/** 离职交接 (ORG-09): who leaves, what they own, and who receives it. Nobody lets themselves go. */
export default page("users.edit", async (ctx, { params }) => {
  const user = await userOrNotFound(ctx, idParam(params));
  if (user.id === ctx.actor.id) notFound();
  const holdings = await holdingsOf(ctx, user.id);
  const t = await getTranslations("handover");
  return (
    <>
      <PageTitle title={t("title", { name: user.name })} help={t("help")} />
      <Messages of={["handover", "users"]}>
        <HandoverForm
          user={{ id: user.id, name: user.name, version: user.version, state: user.state }}
          holdings={holdings}
          today={ctx.today}
        />
      </Messages>
    </>
  );
});
