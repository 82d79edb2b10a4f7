import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { portalPage } from "@/lib/core/portal";
import { findCompany, listCompanies, listPeople } from "@/lib/portal/company-queries";
import { searchText } from "@/lib/portal/company-search";
import { CompanyRecord } from "./company-record";
import { CompanyTree } from "./company-tree";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("portal"))("title") };
}

/** One's own company: its record, its contacts, the companies below it (SCP-07). Which one it is, only the session says. */
export default portalPage(
  async (ctx, { search }) => {
    const { customerId } = ctx.actor;
    const q = searchText(search.q);
    const [company, people, below] = [
      await findCompany(ctx, customerId),
      await listPeople(ctx, customerId),
      await listCompanies(ctx, q),
    ];
    return { company, people, below, q };
  },
  ({ company, people, below, q }, { installation }) =>
    company && (
      <>
        <CompanyRecord company={company} people={people} operator={installation.companyName} />
        <CompanyTree {...below} q={q} />
      </>
    ),
);
