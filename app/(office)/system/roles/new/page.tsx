import { getTranslations } from "next-intl/server";
import { PageTitle } from "@/components/layout/detail";
import { page } from "@/lib/core/page";
import { RoleEditor } from "../role-editor";

export default page("roles.create", async (ctx) => {
  const t = await getTranslations("roles");
  return (
    <>
      <PageTitle title={t("new")} />
      <RoleEditor ctx={ctx} />
    </>
  );
});
