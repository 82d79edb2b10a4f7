import { getTranslations } from "next-intl/server";
import { PageTitle } from "@/components/layout/detail";
import { page } from "@/lib/core/page";
import { UserEditor } from "../user-editor";

export default page("users.create", async (ctx) => {
  const t = await getTranslations("users");
  return (
    <>
      <PageTitle title={t("new")} />
      <UserEditor ctx={ctx} />
    </>
  );
});
