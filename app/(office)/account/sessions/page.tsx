import { getTranslations } from "next-intl/server";
import { PageTitle } from "@/components/layout/detail";
import { Messages } from "@/components/layout/messages";
import { page } from "@/lib/core/page";
import { endOtherSessionsAction, endOwnSessionAction } from "@/lib/users/actions";
import { listOwnSessions } from "@/lib/users/session-queries";
import { EndOthersButton } from "../../../end-session-buttons";
import { SessionList } from "../../../session-list";

/** 我的会话 (ACC-06): where I am signed in, and the way to end it. */
export default page("signed in", async (ctx) => {
  const t = await getTranslations("account.sessions");
  const sessions = await listOwnSessions(ctx);
  const others = sessions.filter(({ isThis }) => !isThis).length;
  return (
    <Messages of={["account"]}>
      <div className="grid max-w-[960px] gap-4">
        <PageTitle title={t("title")} help={t("help")}>
          {others > 0 && <EndOthersButton count={others} action={endOtherSessionsAction} />}
        </PageTitle>
        <SessionList sessions={sessions} action={endOwnSessionAction} />
      </div>
    </Messages>
  );
});
