"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/input";
import { moduleNames, type ModuleName, isPermission, type Permission, permissionsOf } from "@/lib/core/permissions";
import { actionOf, firstReach, type GrantTable, matrixActions, withGrant, withoutGrant } from "@/lib/roles/grants";
import { GrantCell } from "./grant-cell";

type MatrixProps = {
  /** The id of the first box, to which the list of errors leads. */
  id?: string;
  grants: GrantTable;
  /** What the reader holds themselves: the rest cannot be ticked (ROL-06). */
  held?: GrantTable;
  /** Without it the matrix is only shown. */
  onChange?: (grants: GrantTable) => void;
};

const shown = moduleNames.filter((module) => module !== "fields");
const inColumn = (action: string) =>
  shown.flatMap((module) => permissionsOf(module).filter((permission) => actionOf(permission) === action));

/**
 * What a role allows (ROL-02): modules down, actions across, field rights below. A box before a row or above a column ticks
 * all of it; in modules whose rows have an owner each tick says how far it reaches.
 */
export function PermissionMatrix({ id, grants, held = {}, onChange }: MatrixProps) {
  const t = useTranslations();
  const cell = (permission: Permission) => <GrantCell {...{ permission, grants, held, onChange }} />;
  const all = (permissions: readonly Permission[], label: string, first?: string) =>
    onChange && <WholeBox id={first} {...{ permissions, label, grants, held, onChange }} />;
  const row = (module: ModuleName) => (
    <th scope="row">
      <label>
        {all(
          permissionsOf(module),
          t("roles.whole_row", { module: t(`permissions.${module}.title`) }),
          module === shown[0] ? id : undefined,
        )}
        {t(`permissions.${module}.title`)}
      </label>
    </th>
  );
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by the keyboard
    <section className="overflow-x-auto rounded border" tabIndex={0} aria-label={t("roles.field.grants")}>
      <table className={table}>
        <caption className="sr-only">{t("roles.field.grants")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("roles.module")}</th>
            {matrixActions.map((action) => (
              <th key={action} scope="col">
                <label className="flex-col">
                  {all(inColumn(action), t("roles.whole_column", { action: t(`permissions.action.${action}`) }))}
                  {t(`permissions.action.${action}`)}
                </label>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((module) => (
            <tr key={module}>
              {row(module)}
              {matrixActions.map((action) => {
                const permission = `${module}.${action}`;
                return <td key={action}>{isPermission(permission) && cell(permission)}</td>;
              })}
            </tr>
          ))}
          <tr>
            {row("fields")}
            <td colSpan={matrixActions.length}>
              <span className="flex flex-wrap gap-x-6">
                {permissionsOf("fields").map((permission) => (
                  <label key={permission}>
                    {cell(permission)}
                    {t(`permissions.${permission}`)}
                  </label>
                ))}
              </span>
            </td>
          </tr>
        </tbody>
      </table>
    </section>
  );
}

const table = [
  "w-full border-collapse text-left [&_label]:flex [&_label]:items-start [&_label]:gap-x-2",
  "[&_tr]:border-b [&_tbody_tr:last-child]:border-0 [&_td]:h-10 [&_:is(td,th)]:px-1.5 [&_thead_:is(td,th)]:py-2",
  "[&_th]:align-bottom [&_th]:font-medium [&_tbody_th]:py-2 [&_tbody_th]:align-middle [&_thead]:bg-sunken [&_thead]:whitespace-nowrap [&_thead]:text-muted",
  "[&_th:first-child]:sticky [&_th:first-child]:left-0 [&_th:first-child]:z-1 [&_th:first-child]:px-3",
  "[&_thead_th:first-child]:bg-sunken [&_tbody_th:first-child]:bg-raised [&_input]:my-[3px]",
].join(" ");

/** Ticks a whole row or column, as far as the reader holds it, or unticks it when all of that is ticked. */
function WholeBox({
  id,
  permissions,
  label,
  grants,
  held,
  onChange,
}: Required<Omit<MatrixProps, "id">> & { id?: string; permissions: readonly Permission[]; label: string }) {
  const open = permissions.filter((permission) => held[permission]);
  const isTicked = (permission: Permission) => grants[permission] !== undefined;
  const every = permissions.every(isTicked);
  const tick = (table: GrantTable, permission: Permission) =>
    withGrant(table, permission, table[permission] ?? firstReach(permission));
  return (
    <Checkbox
      id={id}
      aria-label={label}
      checked={every}
      ref={(box) => {
        if (box) box.indeterminate = !every && permissions.some(isTicked);
      }}
      disabled={open.length === 0}
      onChange={() => onChange(open.every(isTicked) ? open.reduce(withoutGrant, grants) : open.reduce(tick, grants))}
    />
  );
}
