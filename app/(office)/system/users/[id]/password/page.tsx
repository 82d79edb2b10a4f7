import { getTranslations } from "next-intl/server";
import { PageTitle } from "@/components/layout/detail";
import { idParam, page } from "@/lib/core/page";
import { PasswordEditor } from "../../user-editor";
import { userOrNotFound } from "../user-or-not-found";

export default page("users.edit", async (ctx, { params }) => {
  const user = await userOrNotFound(ctx, idParam(params));
  const t = await getTranslations("users");
  return (
    <>
      <PageTitle title={t("password_of", { name: user.name })} />
      <PasswordEditor user={user} />
    </>
  );
});
