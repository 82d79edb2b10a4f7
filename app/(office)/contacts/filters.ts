import type { FilterLabel } from "@/components/data-table/filter-fields";
import { decisionRoles } from "@/db/enums";
import { type ContactListParams, months } from "@/lib/contacts/list";
import type { Context } from "@/lib/core/context";
import { customerName } from "@/lib/customers/queries";
import { dictionaryNames } from "@/lib/dictionaries/queries";
import { userName } from "@/lib/users/queries";

type Texts = (key: string) => string;

/** What the filter bar of the list of contacts shows: labels, choices, and the names of what the address holds. */
export async function contactFilters(ctx: Context, { filters }: ContactListParams, locale: string, t: Texts) {
  const { type, owner, customer } = filters;
  const [entries, ownerLabel, customerLabel] = await Promise.all([
    dictionaryNames(ctx, type ? [type] : []),
    owner ? userName(ctx, owner) : undefined,
    customer ? customerName(ctx, customer) : undefined,
  ]);
  const chosen = (id: string | undefined, label: string | undefined) =>
    id && label ? { selected: [{ id, label }] } : undefined;
  const month = new Intl.DateTimeFormat(locale, { month: "long", timeZone: "UTC" });
  return {
    customer: { label: t("field.customerId"), endpoint: "/api/customers", ...chosen(customer, customerLabel) },
    position: { label: t("field.position") },
    role: {
      label: t("field.decisionRole"),
      options: decisionRoles.map((value) => ({ value, label: t(`decision_role.${value}`) })),
    },
    primary: { label: t("field.isPrimary") },
    department: { label: t("field.department") },
    type: {
      label: t("field.type"),
      endpoint: "/api/dictionaries?kind=customer_type",
      ...chosen(type, type && entries.get(type)?.path),
    },
    owner: { label: t("field.owner"), endpoint: "/api/users", ...chosen(owner, ownerLabel) },
    birthday: {
      label: t("field.birthday_month"),
      options: months.map((value) => ({ value, label: month.format(Date.UTC(2026, Number(value) - 1, 1)) })),
    },
    created: { label: t("field.created") },
  } satisfies Record<string, FilterLabel>;
}
