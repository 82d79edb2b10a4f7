import { getFormatter, getTranslations } from "next-intl/server";
import { type Fact, FactList } from "@/components/layout/detail";
import { Messages } from "@/components/layout/messages";
import { can } from "@/lib/core/context";
import { idParam, page } from "@/lib/core/page";
import { ContactPanel } from "../contact-panel";
import { ContactFrame, contactOrNotFound } from "./contact-frame";
import { LinkTable } from "./link-table";

/** One contact (CON-02): how to reach them, and of which customers they are a contact. */
export default page("contacts.view", async (ctx, { params, search }) => {
  const found = await contactOrNotFound(ctx, idParam(params));
  const t = await getTranslations("contacts");
  const format = await getFormatter();
  const { contact, links, hidden } = found;
  const { mobile, phone, otherPhone, email, wechat, qq } = contact;
  const reach: Fact[] = can(ctx, "fields.contact_data")
    ? [
        { label: t("field.mobile"), value: mobile },
        { label: t("field.phone"), value: phone },
        { label: t("field.otherPhone"), value: otherPhone },
        { label: t("field.email"), value: email && <a href={`mailto:${email}`}>{email}</a> },
        { label: t("field.wechat"), value: wechat },
        { label: t("field.qq"), value: qq },
      ]
    : [];
  const facts: Fact[] = [
    ...reach,
    { label: t("field.birthday"), value: contact.birthday },
    {
      label: t("field.created"),
      value: format.dateTime(contact.createdAt, { dateStyle: "medium", timeStyle: "short" }),
    },
    {
      label: t("field.notes"),
      value: contact.notes && <span className="whitespace-pre-line">{contact.notes}</span>,
      wide: true,
    },
  ];
  return (
    <ContactFrame ctx={ctx} found={found} tab="record">
      <section className="grid gap-2">
        <h2>{t("section.reach")}</h2>
        <FactList facts={facts} />
      </section>
      <section className="grid gap-2">
        <h2>{t("section.customers")}</h2>
        <Messages of={["contacts"]}>
          <LinkTable links={links} name={contact.name} hidden={hidden} />
        </Messages>
      </section>
      <ContactPanel ctx={ctx} panel={search.panel} />
    </ContactFrame>
  );
});
