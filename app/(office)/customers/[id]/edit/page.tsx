import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PageTitle } from "@/components/layout/detail";
import { idParam, page } from "@/lib/core/page";
import { findCustomer } from "@/lib/customers/queries";
import { CustomerEditor } from "../../customer-editor";

export default page("customers.edit", async (ctx, { params }) => {
  const found = await findCustomer(ctx, idParam(params));
  if (!found?.canEdit) notFound();
  const t = await getTranslations("customers");
  return (
    <>
      <PageTitle title={t("edit_of", { name: found.customer.name })} />
      <CustomerEditor ctx={ctx} found={found} />
    </>
  );
});
