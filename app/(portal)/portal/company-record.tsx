import { getTranslations } from "next-intl/server";
import { DetailHeader, FactList } from "@/components/layout/detail";
import { Badge } from "@/components/ui/badge";
import type { Company, Person } from "@/lib/portal/company-queries";

const facts = [
  "shortName",
  "registrationNumber",
  "phone",
  "fax",
  "email",
  "website",
  "place",
  "address",
  "postcode",
] as const;

/** What a company knows of itself: its record and its contacts (D-03). */
export async function CompanyRecord({
  company,
  people,
  operator,
}: {
  company: Company;
  people: readonly Person[];
  operator: string;
}) {
  const t = await getTranslations("portal");
  const contactTexts = await getTranslations("contacts");
  const nameOf = ({ name, salutation }: Person) =>
    salutation ? `${name} ${contactTexts(`salutation.${salutation}`)}` : name;
  return (
    <>
      <DetailHeader title={company.name} number={company.number}>
        <FactList
          facts={facts
            .filter((name) => company[name])
            .map((name) => ({ label: t(`company.${name}`), value: company[name], wide: name === "address" }))}
        />
        <p className="text-muted">{t("staff_help", { company: operator })}</p>
      </DetailHeader>
      <section className="grid gap-3">
        <h2>{t("people")}</h2>
        {people.length === 0 && <p className="text-muted">{t("no_people")}</p>}
        <ul className="grid gap-3 sm:grid-cols-2">
          {people.map((person) => (
            <li key={person.id} className="grid content-start gap-1 rounded border p-4">
              <p className="flex flex-wrap items-center gap-2">
                <b>{nameOf(person)}</b>
                {person.isPrimary && <Badge tone="success">{t("primary")}</Badge>}
              </p>
              <p className="text-muted">{[person.position, person.department].filter(Boolean).join(" · ")}</p>
              {[person.mobile, person.phone]
                .filter((number) => number !== null)
                .map((number) => (
                  <a key={number} href={`tel:${number.replaceAll(/[^0-9+]/g, "")}`} className="numbers text-primary">
                    {number}
                  </a>
                ))}
              {person.email && (
                <a href={`mailto:${person.email}`} className="break-all text-primary">
                  {person.email}
                </a>
              )}
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
