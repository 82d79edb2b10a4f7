import type { Reach } from "@/db/enums";
import { isOwned, isPermission, moduleNames, moduleOf, type Permission, permissionsOf } from "@/lib/core/permissions";

/** What a role allows: its permissions, each with its reach. A permission that is not in the table is not granted. */
export type GrantTable = Partial<Record<Permission, Reach>>;

export const grantEntries = (table: GrantTable) => Object.entries(table) as [Permission, Reach][];

const wider = (one: Reach | undefined, other: Reach): Reach => (one === "all" ? one : other);

/** The permission to look at the records of the same module; field rights have none. */
function viewOf(permission: Permission): Permission | undefined {
  const view = `${moduleOf(permission)}.view`;
  return isPermission(view) ? view : undefined;
}

/**
 * The table as it is stored and shown (ROL-02): whoever may do something with records may look at them, at least as far as
 * the act reaches; in modules whose rows have no owner every reach is `all`.
 */
export function normalGrants(table: GrantTable): GrantTable {
  const normal: GrantTable = {};
  for (const [permission, reach] of grantEntries(table)) {
    const far = isOwned(permission) ? reach : "all";
    normal[permission] = wider(normal[permission], far);
    const view = viewOf(permission);
    if (view) normal[view] = wider(normal[view], far);
  }
  return normal;
}

/**
 * The table with one permission ticked at a reach. Looking at fewer records narrows what can be done with them too: `view`
 * at `own` takes its module along.
 */
export function withGrant(table: GrantTable, permission: Permission, reach: Reach): GrantTable {
  const narrows = reach === "own" && viewOf(permission) === permission;
  const granted = permissionsOf(moduleOf(permission)).filter((name) => table[name]);
  const concerned = narrows ? [permission, ...granted] : [permission];
  return normalGrants({ ...table, ...Object.fromEntries(concerned.map((name) => [name, reach])) });
}

/** The reach that a new tick gets: where it means something the narrow one; who needs more says so. */
export const firstReach = (permission: Permission): Reach => (isOwned(permission) ? "own" : "all");

/** The table with one permission unticked. Without looking nothing else can be done: `view` takes its module along. */
export function withoutGrant(table: GrantTable, permission: Permission): GrantTable {
  const gone = viewOf(permission) === permission ? permissionsOf(moduleOf(permission)) : [permission];
  return Object.fromEntries(grantEntries(table).filter(([name]) => !gone.includes(name)));
}

/** What `after` allows beyond `before`: new permissions and wider reaches. Only this has to be held by the giver (ROL-06). */
export const widened = (before: GrantTable, after: GrantTable): [Permission, Reach][] =>
  grantEntries(after).filter(([permission, reach]) => !covers(before[permission], reach));

/** Whether a held reach includes a wanted one. */
export const covers = (held: Reach | undefined, wanted: Reach) => held === "all" || held === wanted;

/** The columns of the permission matrix: what nearly every module has, then every other action once. Fields stand apart. */
export const matrixActions: readonly string[] = [
  ...new Set([
    ...["view", "create", "edit", "delete"],
    ...moduleNames.filter((name) => name !== "fields").flatMap((name) => permissionsOf(name).map(actionOf)),
  ]),
];

export function actionOf(permission: Permission): string {
  return permission.slice(permission.indexOf(".") + 1);
}
