import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PageTitle } from "@/components/layout/detail";
import { idParam, page } from "@/lib/core/page";
import { findRole } from "@/lib/roles/queries";
import { RoleEditor } from "../../role-editor";

export default page("roles.edit", async (ctx, { params }) => {
  const role = (await findRole(ctx, idParam(params))) ?? notFound();
  const t = await getTranslations("roles");
  return (
    <>
      <PageTitle title={t("edit_of", { name: role.name })} />
      <RoleEditor ctx={ctx} role={role} />
    </>
  );
});
