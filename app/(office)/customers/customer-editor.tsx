import { Messages } from "@/components/layout/messages";
import { can, type StaffContext } from "@/lib/core/context";
import type { CustomerView } from "@/lib/customers/queries";
import { dictionaryOptions } from "@/lib/dictionaries/queries";
import type { CustomerFormProps } from "./customer-form";
import { CustomerForm } from "./customer-form-later";

/** Loads what the customer form offers and hands it on: the same in the panel and on its own page. */
export async function CustomerEditor({ ctx, found }: { ctx: StaffContext; found?: CustomerView }) {
  const customer = found?.customer;
  const [types, industries, sources, levels, creditRatings] = await Promise.all([
    dictionaryOptions(ctx, "customer_type", customer?.typeId),
    dictionaryOptions(ctx, "industry", customer?.industryId),
    dictionaryOptions(ctx, "source", customer?.sourceId),
    dictionaryOptions(ctx, "level", customer?.levelId),
    dictionaryOptions(ctx, "credit_rating", customer?.creditRatingId),
  ]);
  const allowed = ctx.actor.access.customerTypes;
  const options = {
    types: allowed ? types.filter(({ id }) => allowed.includes(id)) : types,
    industries,
    sources,
    levels,
    creditRatings,
  };
  const rights = {
    assign: can(ctx, "customers.assign"),
    contactData: can(ctx, "fields.contact_data"),
    contacts: can(ctx, "contacts.create"),
  };
  return (
    <Messages of={["customers", "contacts", "duplicates"]}>
      <CustomerForm
        key={customer?.version}
        options={options}
        rights={rights}
        initial={found && formValues(found)}
        me={{ id: ctx.actor.id, label: ctx.actor.name }}
        known={found && knownRecords(found)}
      />
    </Messages>
  );
}

function formValues({ customer }: CustomerView): NonNullable<CustomerFormProps["initial"]> {
  const { createdAt: _created, updatedAt: _updated, ...values } = customer;
  return values;
}

/** The records behind the form's ids: pickers know their names from the start. */
const knownRecords = ({ customer, region, owner, department, parent, hidesParent }: CustomerView) => ({
  region: customer.regionId && region ? { id: customer.regionId, label: region } : null,
  owner: customer.ownerId && owner ? { id: customer.ownerId, label: owner } : null,
  department: customer.departmentId && department ? { id: customer.departmentId, label: department } : null,
  parent: parent ? { id: parent.id, label: parent.name, hint: parent.number } : null,
  hidesParent,
});
