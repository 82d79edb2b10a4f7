import { getTranslations } from "next-intl/server";
import { DataTable } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/layout/states";
import { idParam, page } from "@/lib/core/page";
import { listChildren, MAX_CHILDREN } from "@/lib/customers/queries";
import { CustomerFrame, customerOrNotFound } from "../customer-frame";

/** The companies directly below (CUS-11), those that the actor may see. */
export default page("customers.view", async (ctx, { params }) => {
  const found = await customerOrNotFound(ctx, idParam(params));
  const children = await listChildren(ctx, found.customer.id);
  const t = await getTranslations("customers");
  const { parent } = found;
  return (
    <CustomerFrame ctx={ctx} found={found} tab="companies">
      {parent && (
        <p>
          {t("field.parentId")}: <a href={`/customers/${parent.id}/companies`}>{parent.name}</a>
        </p>
      )}
      <DataTable
        caption={t("tab.companies")}
        columns={[
          { key: "number", label: t("field.number"), kind: "text" },
          { key: "name", label: t("field.name"), kind: "link" },
          {
            key: "kind",
            label: t("field.kind"),
            kind: "text",
            labels: { company: t("kind.company"), person: t("kind.person") },
          },
          { key: "type", label: t("field.typeId"), kind: "text" },
        ]}
        rows={children.map(({ id, number, name, kind, type }) => [id, number, name, kind, type])}
        rowHref="/customers/:id/companies"
        empty={<EmptyState title={t("children_empty")} help={t("children_empty_help")} />}
      />
      {children.length === MAX_CHILDREN && <p className="text-muted">{t("children_more", { count: MAX_CHILDREN })}</p>}
    </CustomerFrame>
  );
});
