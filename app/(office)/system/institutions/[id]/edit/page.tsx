import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PageTitle } from "@/components/layout/detail";
import { Messages } from "@/components/layout/messages";
import { idParam, page } from "@/lib/core/page";
import { findInstitution } from "@/lib/organisation/queries";
import { InstitutionForm } from "../../institution-form";

export default page("organisation.edit", async (ctx, { params }) => {
  const institution = (await findInstitution(ctx, idParam(params))) ?? notFound();
  const t = await getTranslations("organisation");
  return (
    <Messages of={["organisation"]}>
      <div className="grid gap-4">
        <PageTitle title={t("institutions.edit_of", { name: institution.name })} />
        <InstitutionForm key={institution.version} institution={institution} />
      </div>
    </Messages>
  );
});
