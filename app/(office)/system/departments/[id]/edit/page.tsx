import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PageTitle } from "@/components/layout/detail";
import { Messages } from "@/components/layout/messages";
import { idParam, page } from "@/lib/core/page";
import { findDepartment } from "@/lib/organisation/queries";
import { EditDepartment } from "../../department-editor";

export default page("organisation.edit", async (ctx, { params }) => {
  const department = (await findDepartment(ctx, idParam(params))) ?? notFound();
  const t = await getTranslations("organisation");
  return (
    <Messages of={["organisation"]}>
      <div className="grid gap-4">
        <PageTitle title={t("departments.edit_of", { name: department.name })} />
        <EditDepartment ctx={ctx} department={department} />
      </div>
    </Messages>
  );
});
