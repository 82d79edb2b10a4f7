import type { getTranslations } from "next-intl/server";
import type { FilterLabel } from "@/components/data-table/filter-fields";
import { historyEventNames, type HistoryParams } from "@/lib/audit/list";
import { auditFilterNames } from "@/lib/audit/queries";
import type { Context } from "@/lib/core/context";

type Texts = Awaited<ReturnType<typeof getTranslations<"audit">>>;

/** The filter bar of the history of one customer (EXP-03). */
export async function historyFilters(ctx: Context, { filters }: HistoryParams, t: Texts) {
  const chosen = await auditFilterNames(ctx, { user: filters.user });
  return {
    at: { label: t("field.at") },
    user: { label: t("field.actor"), endpoint: "/api/users", selected: chosen.user },
    event: {
      label: t("field.event"),
      options: historyEventNames.map((value) => ({ value, label: t(`event.${value}`) })),
    },
  } satisfies Record<string, FilterLabel>;
}
