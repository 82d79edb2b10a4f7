import { getTranslations } from "next-intl/server";
import { PageTitle } from "@/components/layout/detail";
import { page } from "@/lib/core/page";
import { CustomerEditor } from "../customer-editor";

export default page("customers.create", async (ctx) => {
  const t = await getTranslations("customers");
  return (
    <>
      <PageTitle title={t("new")} />
      <CustomerEditor ctx={ctx} />
    </>
  );
});
