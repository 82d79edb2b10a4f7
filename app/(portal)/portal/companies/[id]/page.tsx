import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { idParam } from "@/lib/core/page";
import { portalPage } from "@/lib/core/portal";
import { findCompany, listPeople } from "@/lib/portal/company-queries";
import { CompanyRecord } from "../../company-record";

/** The record of a company below one's own. Any other one is not found, as if there were none (AZ-03). */
export default portalPage(
  async (ctx, { params }) => {
    const company = (await findCompany(ctx, idParam(params))) ?? notFound();
    return { company, people: await listPeople(ctx, company.id) };
  },
  async ({ company, people }, { installation }) => {
    const t = await getTranslations("portal");
    return (
      <>
        <a href="/portal" className="text-primary">
          {t("back")}
        </a>
        <CompanyRecord company={company} people={people} operator={installation.companyName} />
      </>
    );
  },
);
