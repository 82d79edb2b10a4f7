import { getTranslations } from "next-intl/server";
import { Messages } from "@/components/layout/messages";
import { PageTitle } from "@/components/layout/detail";
import { page } from "@/lib/core/page";
import { changeOwnPasswordAction } from "@/lib/users/actions";
import { OwnPasswordForm } from "../../../own-password-form";

/** 修改密码 (ACC-05): everybody's own, without a permission. */
export default page("signed in", async () => {
  const t = await getTranslations("account");
  return (
    <div className="grid max-w-[480px] gap-4">
      <PageTitle title={t("password.title")} help={t("password.help")} />
      <Messages of={["account", "users", "sign_in"]}>
        <OwnPasswordForm action={changeOwnPasswordAction} />
      </Messages>
    </div>
  );
});
