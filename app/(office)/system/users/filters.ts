import type { FilterLabel } from "@/components/data-table/filter-fields";
import { userStates } from "@/db/enums";
import type { Context } from "@/lib/core/context";
import { departmentOptions, institutionOptions, positionOptions } from "@/lib/organisation/options";
import { roleChoices } from "@/lib/roles/queries";

type Texts = (key: string) => string;

/** What the filter bar of the accounts shows (ORG-07). The tab of deleted people is a link, not a field. */
export async function userFilters(ctx: Context, t: Texts) {
  const [institutions, departments, positions, roles] = await Promise.all([
    institutionOptions(ctx),
    departmentOptions(ctx),
    positionOptions(ctx),
    roleChoices(ctx),
  ]);
  const place = (...names: string[]) => names.join(" / ");
  return {
    institution: {
      label: t("field.institution"),
      options: institutions.map(({ id, name }) => ({ value: id, label: name })),
    },
    department: {
      label: t("field.department"),
      options: departments.map(({ id, name, institution, depth }) => ({
        value: id,
        label: depth > 0 ? name : place(institution, name),
        depth,
      })),
    },
    direct: { label: t("field.direct") },
    position: {
      label: t("field.position"),
      options: positions.map((one) => ({ value: one.id, label: place(one.institution, one.department, one.name) })),
    },
    state: { label: t("field.state"), options: userStates.map((value) => ({ value, label: t(`state.${value}`) })) },
    role: { label: t("field.role"), options: roles.map(({ id, name }) => ({ value: id, label: name })) },
    locked: { label: t("field.locked") },
    unposted: { label: t("field.unposted") },
    unroled: { label: t("field.unroled") },
  } satisfies Record<string, FilterLabel>;
}
