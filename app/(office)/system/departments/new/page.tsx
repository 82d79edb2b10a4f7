import { getTranslations } from "next-intl/server";
import { PageTitle } from "@/components/layout/detail";
import { Messages } from "@/components/layout/messages";
import { page } from "@/lib/core/page";
import { NewDepartments } from "../department-editor";

export default page("organisation.create", async (ctx, { search }) => {
  const t = await getTranslations("organisation");
  const parent = typeof search.parent === "string" ? search.parent : undefined;
  return (
    <Messages of={["organisation"]}>
      <div className="grid gap-4">
        <PageTitle title={t("departments.new")} />
        <NewDepartments ctx={ctx} parent={parent} />
      </div>
    </Messages>
  );
});
