import type { getTranslations } from "next-intl/server";
import type { FilterLabel } from "@/components/data-table/filter-fields";
import { securityEventKinds } from "@/db/enums";
import { auditEventNames, type AuditListParams, doorKinds, type SecurityListParams } from "@/lib/audit/list";
import { auditFilterNames } from "@/lib/audit/queries";
import { can, type Context } from "@/lib/core/context";

type Texts = Awaited<ReturnType<typeof getTranslations<"audit">>>;

/** The filter bar of the log of acts. */
export async function auditFilters(ctx: Context, { filters }: AuditListParams, t: Texts) {
  const chosen = await auditFilterNames(ctx, filters);
  const customer = { label: t("field.customer"), endpoint: "/api/customers", selected: chosen.customer };
  return {
    at: { label: t("field.at") },
    user: { label: t("field.actor"), endpoint: "/api/users", selected: chosen.user },
    event: {
      label: t("field.event"),
      options: auditEventNames.map((value) => ({ value, label: t(`event.${value}`) })),
    },
    ...(can(ctx, "customers.view") && { customer }),
    door: { label: t("field.door"), options: doorKinds.map((value) => ({ value, label: t(`door.${value}`) })) },
  } satisfies Record<string, FilterLabel>;
}

/** The filter bar of sign-ins and refused tries. */
export async function securityFilters(ctx: Context, { filters }: SecurityListParams, t: Texts) {
  const chosen = await auditFilterNames(ctx, filters);
  return {
    at: { label: t("field.at") },
    user: { label: t("field.actor"), endpoint: "/api/users", selected: chosen.user },
    kind: {
      label: t("field.kind"),
      options: securityEventKinds.map((value) => ({ value, label: t(`security.${value}`) })),
    },
  } satisfies Record<string, FilterLabel>;
}
