import { getFormatter, getTranslations } from "next-intl/server";
import { type Fact, FactList } from "@/components/layout/detail";
import { can } from "@/lib/core/context";
import { idParam, page } from "@/lib/core/page";
import type { CustomerView } from "@/lib/customers/queries";
import { CustomerTags } from "./customer-tags";
import { MergedHere } from "./merged-here";
import { CustomerFrame, customerOrNotFound } from "./customer-frame";

/** The record (CUS-06): who they are, how to reach them, whose they are. */
export default page("customers.view", async (ctx, { params }) => {
  const found = await customerOrNotFound(ctx, idParam(params));
  const t = await getTranslations("customers");
  const format = await getFormatter();
  const when = (at: Date) => format.dateTime(at, { dateStyle: "medium", timeStyle: "short" });
  const { customer, parent, hidesParent } = found;
  const groups: [string, Fact[]][] = [
    [
      "basic",
      [
        { label: t("field.kind"), value: t(`kind.${customer.kind}`) },
        { label: t("field.shortName"), value: customer.shortName },
        { label: t("field.registrationNumber"), value: customer.registrationNumber },
        {
          label: t("field.parentId"),
          value: hidesParent ? t("hidden_parent") : parent && <a href={`/customers/${parent.id}`}>{parent.name}</a>,
        },
      ],
    ],
    [
      "classification",
      [
        { label: t("field.typeId"), value: found.type },
        { label: t("field.industryId"), value: found.industry },
        { label: t("field.levelId"), value: found.level },
        { label: t("field.sourceId"), value: found.source },
        { label: t("field.creditRatingId"), value: found.creditRating },
      ],
    ],
    [
      "reach",
      [
        ...(can(ctx, "fields.contact_data")
          ? [
              { label: t("field.phone"), value: customer.phone },
              { label: t("field.fax"), value: customer.fax },
              {
                label: t("field.email"),
                value: customer.email && <a href={`mailto:${customer.email}`}>{customer.email}</a>,
              },
            ]
          : []),
        { label: t("field.website"), value: customer.website },
        { label: t("field.domain"), value: customer.domain },
        { label: t("field.microsoftId"), value: customer.microsoftId },
      ],
    ],
    [
      "place",
      [
        { label: t("field.regionId"), value: regionOf(found) },
        { label: t("field.postcode"), value: customer.postcode },
        { label: t("field.address"), value: customer.address, wide: true },
      ],
    ],
    [
      "ownership",
      [
        { label: t("field.ownerId"), value: found.owner },
        { label: t("field.departmentId"), value: found.department },
        { label: t("field.created"), value: when(customer.createdAt) },
        { label: t("field.updated"), value: when(customer.updatedAt) },
      ],
    ],
    [
      "other",
      [
        {
          label: t("field.notes"),
          value: customer.notes && <span className="whitespace-pre-line">{customer.notes}</span>,
          wide: true,
        },
      ],
    ],
  ];
  return (
    <CustomerFrame ctx={ctx} found={found} tab="record">
      {found.seesWhole && <MergedHere ctx={ctx} id={customer.id} />}
      <CustomerTags ctx={ctx} found={found} />
      {groups.map(([name, facts]) => (
        <section key={name} className="grid gap-2">
          <h2>{t(`section.${name}`)}</h2>
          <FactList facts={facts} />
        </section>
      ))}
    </CustomerFrame>
  );
});

const regionOf = ({ region, customer }: CustomerView) =>
  region ?? [customer.country, customer.province, customer.city].filter(Boolean).join(" / ");
