import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { FactList } from "@/components/layout/detail";
import { Messages } from "@/components/layout/messages";
import { SidePanel } from "@/components/layout/side-panel";
import { EmptyState } from "@/components/layout/states";
import { buttonStyle } from "@/components/ui/button";
import { can } from "@/lib/core/context";
import { idParam, page } from "@/lib/core/page";
import { findBilling, mayEditBilling } from "@/lib/customers/queries";
import { CustomerFrame, customerOrNotFound } from "../customer-frame";
import { BillingForm } from "./billing-form";

/** 开票与结算 (CUS-07): changed by a permission of its own; bank data only for those with the field right. */
export default page("customers.view", async (ctx, { params, search }) => {
  const found = await customerOrNotFound(ctx, idParam(params));
  if (!found.seesWhole) notFound();
  const { id } = found.customer;
  const [billing, editable] = await Promise.all([findBilling(ctx, id), mayEditBilling(ctx, id)]);
  const t = await getTranslations("customers");
  const bankData = can(ctx, "fields.bank_data");
  const shown = [
    "invoiceTitle",
    "taxNumber",
    ...(bankData ? (["bank", "accountNumber"] as const) : []),
    "invoiceAddress",
    "invoicePhone",
    "paymentTermDays",
    "currency",
    "billingContact",
    "statementEmail",
  ] as const;
  const edit = editable && (
    <a className={buttonStyle()} href={`/customers/${id}/billing?panel=edit`}>
      {t("billing_edit")}
    </a>
  );
  return (
    <CustomerFrame ctx={ctx} found={found} tab="billing">
      {billing ? (
        <>
          <FactList facts={shown.map((name) => ({ label: t(`field.${name}`), value: billing[name] }))} />
          {edit && <div>{edit}</div>}
        </>
      ) : (
        <EmptyState title={t("billing_empty")} help={t("billing_empty_help")}>
          {edit}
        </EmptyState>
      )}
      {editable && search.panel === "edit" && (
        <SidePanel title={t("billing_edit")}>
          <Messages of={["customers"]}>
            <BillingForm customerId={id} bankData={bankData} initial={billing} />
          </Messages>
        </SidePanel>
      )}
    </CustomerFrame>
  );
});
