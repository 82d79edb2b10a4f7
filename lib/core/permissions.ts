import type { Reach } from "@/db/enums";

type Module = {
  /** Rows of this module have an owner: a grant says how far it reaches (D-01). */
  owned: boolean;
  actions: readonly string[];
};

/**
 * Everything that a role can allow, module by module: the permission matrix (ROL-02), the menu, the middleware and every door
 * read this one table. Adding a capability starts here; its label is `permissions.<module>.<action>` in the messages.
 */
export const modules = {
  customers: {
    owned: true,
    actions: [
      "view",
      "create",
      "edit",
      "delete",
      "edit_billing",
      "import",
      "export",
      "assign",
      "share",
      "merge",
      "purge",
    ],
  },
  contacts: { owned: true, actions: ["view", "create", "edit", "delete", "invite"] },
  organisation: { owned: false, actions: ["view", "create", "edit", "delete"] },
  users: { owned: false, actions: ["view", "create", "edit", "delete", "export"] },
  roles: { owned: false, actions: ["view", "create", "edit", "delete"] },
  dictionaries: { owned: false, actions: ["view", "create", "edit", "delete"] },
  tags: { owned: false, actions: ["view", "create", "edit", "delete"] },
  /** Everybody keeps views for themselves; showing them to others is a right (LST-01). */
  views: { owned: false, actions: ["share"] },
  settings: { owned: false, actions: ["view", "edit"] },
  audit: { owned: false, actions: ["view", "export"] },
  notifications: { owned: false, actions: ["view", "send"] },
  /** Field rights (D-01): what a record may show, whoever may see the record. */
  fields: { owned: false, actions: ["contact_data", "bank_data"] },
} as const satisfies Record<string, Module>;

export type ModuleName = keyof typeof modules;
export type Permission = { [M in ModuleName]: `${M}.${(typeof modules)[M]["actions"][number]}` }[ModuleName];
/** A field right, as the declarations of audited and exported columns name it. */
export type FieldRight = Extract<Permission, `fields.${string}`>;

export const moduleNames = Object.keys(modules) as ModuleName[];
export const permissionsOf = (module: ModuleName) =>
  modules[module].actions.map((action) => `${module}.${action}` as Permission);
export const allPermissions: readonly Permission[] = moduleNames.flatMap(permissionsOf);

export const moduleOf = (permission: Permission) => permission.slice(0, permission.indexOf(".")) as ModuleName;
export const isOwned = (permission: Permission): boolean => modules[moduleOf(permission)].owned;
export const isPermission = (text: string): text is Permission => (allPermissions as readonly string[]).includes(text);

export type Grants = ReadonlyMap<Permission, Reach>;

/** The union over several roles (ROL-03): the wider reach wins. */
export function unionOf(grants: Iterable<{ permission: string; reach: Reach }>): Grants {
  const union = new Map<Permission, Reach>();
  for (const { permission, reach } of grants) {
    if (!isPermission(permission)) continue; // of a module that is gone
    if (reach === "all" || !union.has(permission)) union.set(permission, reach);
  }
  return union;
}
