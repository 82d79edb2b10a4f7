import { getTranslations } from "next-intl/server";
import { PageTitle } from "@/components/layout/detail";
import { Messages } from "@/components/layout/messages";
import { page } from "@/lib/core/page";
import { InstitutionForm } from "../institution-form";

export default page("organisation.create", async () => {
  const t = await getTranslations("organisation");
  return (
    <Messages of={["organisation"]}>
      <div className="grid gap-4">
        <PageTitle title={t("institutions.new")} />
        <InstitutionForm />
      </div>
    </Messages>
  );
});
