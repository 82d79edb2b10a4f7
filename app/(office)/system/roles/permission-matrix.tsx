"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/input";
import type { Reach } from "@/db/enums";
import {
  isOwned,
  isPermission,
  moduleNames,
  type ModuleName,
  type Permission,
  permissionsOf,
} from "@/lib/core/permissions";
import { actionOf, covers, type GrantTable, matrixActions, withGrant, withoutGrant } from "@/lib/roles/grants";

type MatrixProps = {
  /** The id of the first box, to which the label and the list of errors lead. */
  id?: string;
  grants: GrantTable;
  /** What the reader holds themselves: the rest cannot be ticked (ROL-06). */
  held: GrantTable;
  /** Without it the matrix is only shown. */
  onChange?: (grants: GrantTable) => void;
};

/**
 * What a role allows (ROL-02): modules down, actions across, field rights below. A box before a row or above a column ticks
 * all of it; in modules whose rows have an owner each tick says how far it reaches.
 */
export function PermissionMatrix({ id, grants, held, onChange }: MatrixProps) {
  const t = useTranslations();
  const shown = moduleNames.filter((module) => module !== "fields");
  /** Ticks everything of the given permissions that the reader holds, or unticks it when all of that is ticked. */
  function toggle(permissions: readonly Permission[]) {
    const open = permissions.filter((permission) => held[permission]);
    const next = open.every((permission) => grants[permission])
      ? open.reduce(withoutGrant, grants)
      : open.reduce(
          (table, permission) => withGrant(table, permission, table[permission] ?? widest(held, permission)),
          grants,
        );
    onChange?.(next);
  }
  const all = (permissions: readonly Permission[], label: string, first?: string) => (
    <Checkbox
      id={first}
      aria-label={label}
      checked={permissions.every((permission) => grants[permission])}
      ref={(box) => {
        if (box) box.indeterminate = permissions.some((one) => grants[one]) && !permissions.every((one) => grants[one]);
      }}
      disabled={!onChange || !permissions.some((permission) => held[permission])}
      onChange={() => toggle(permissions)}
    />
  );
  const cell = (permission: Permission) => <GrantCell key={permission} {...{ permission, grants, held, onChange }} />;
  return (
    <div className="overflow-x-auto rounded border" tabIndex={0} role="group" aria-label={t("roles.field.grants")}>
      <table className={table}>
        <caption className="sr-only">{t("roles.field.grants")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("roles.module")}</th>
            {matrixActions.map((action) => (
              <th key={action} scope="col">
                <label>
                  {all(inColumn(shown, action), t("roles.whole_column", { action: t(`permissions.action.${action}`) }))}
                  {t(`permissions.action.${action}`)}
                </label>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((module, at) => (
            <tr key={module}>
              <th scope="row">
                <label>
                  {all(
                    permissionsOf(module),
                    t("roles.whole_row", { module: t(`permissions.${module}.title`) }),
                    at === 0 ? id : undefined,
                  )}
                  {t(`permissions.${module}.title`)}
                </label>
              </th>
              {matrixActions.map((action) => {
                const permission = `${module}.${action}`;
                return <td key={action}>{isPermission(permission) && cell(permission)}</td>;
              })}
            </tr>
          ))}
        </tbody>
        <tbody>
          <tr>
            <th scope="row">
              <label>
                {all(permissionsOf("fields"), t("roles.whole_row", { module: t("permissions.fields.title") }))}
                {t("permissions.fields.title")}
              </label>
            </th>
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
    </div>
  );
}

const inColumn = (shown: readonly ModuleName[], action: string) =>
  shown.flatMap((module) => permissionsOf(module).filter((permission) => actionOf(permission) === action));

/** What one gives at first: `own`, where that means something; who needs more says so. */
const widest = (held: GrantTable, permission: Permission): Reach =>
  isOwned(permission) && held[permission] ? "own" : "all";

const table = [
  "w-full border-collapse text-left [&_label]:flex [&_label]:items-center [&_label]:gap-2 [&_label]:whitespace-nowrap",
  "[&_tr]:border-b [&_tbody:last-child_tr:last-child]:border-0 [&_:is(td,th)]:h-10 [&_:is(td,th)]:px-2 [&_th]:font-medium",
  "[&_thead]:bg-sunken [&_thead]:text-muted [&_th:first-child]:sticky [&_th:first-child]:left-0 [&_th:first-child]:bg-raised",
  "[&_th:first-child]:px-3 [&_thead_th:first-child]:bg-sunken",
].join(" ");
const reachButton = "min-h-6 rounded px-1 text-small text-primary hover:bg-hover disabled:text-muted";

/** One permission: a tick, and behind it how far it reaches. */
function GrantCell({ permission, grants, held, onChange }: MatrixProps & { permission: Permission }) {
  const t = useTranslations();
  const [module = ""] = permission.split(".");
  const name = t("roles.cell", { module: t(`permissions.${module}.title`), action: t(`permissions.${permission}`) });
  const reach = grants[permission];
  const other: Reach = reach === "own" ? "all" : "own";
  return (
    <span className="inline-flex items-center gap-1" title={onChange && !held[permission] ? t("roles.not_held") : name}>
      <Checkbox
        aria-label={name}
        checked={reach !== undefined}
        disabled={!onChange || (!held[permission] && !reach)}
        onChange={() =>
          onChange?.(reach ? withoutGrant(grants, permission) : withGrant(grants, permission, widest(held, permission)))
        }
      />
      {reach && isOwned(permission) && (
        <button
          type="button"
          className={reachButton}
          disabled={!onChange || !covers(held[permission], other)}
          aria-label={t("roles.reach_of", { name, reach: t(`roles.reach.${reach}`) })}
          onClick={() => onChange?.(withGrant(grants, permission, other))}
        >
          {t(`roles.reach.${reach}`)}
        </button>
      )}
    </span>
  );
}
