import type { Permission } from "./core/permissions";

export type Place = { key: string; path: string; permission: Permission; icon: string };
export type PlaceGroup = { key: string; places: readonly Place[] };

/**
 * The menu (05-decisions, "Menu") as far as its pages exist: label `navigation.<key>`, address, permission. The menu, the
 * middleware's first gate and the breadcrumb read the same list (ROL-05).
 */
export const navigation: readonly PlaceGroup[] = [
  {
    key: "customers_group",
    places: [{ key: "customers", path: "/customers", permission: "customers.view", icon: "building" }],
  },
  {
    key: "base_data_group",
    places: [
      { key: "customer_types", path: "/settings/customer-types", permission: "dictionaries.view", icon: "tags" },
      { key: "regions", path: "/settings/regions", permission: "dictionaries.view", icon: "map" },
      { key: "sources", path: "/settings/sources", permission: "dictionaries.view", icon: "compass" },
      { key: "industries", path: "/settings/industries", permission: "dictionaries.view", icon: "factory" },
      { key: "levels", path: "/settings/levels", permission: "dictionaries.view", icon: "star" },
      { key: "credit_ratings", path: "/settings/credit-ratings", permission: "dictionaries.view", icon: "gauge" },
    ],
  },
  {
    key: "system_group",
    places: [
      { key: "institutions", path: "/system/institutions", permission: "organisation.view", icon: "landmark" },
      { key: "departments", path: "/system/departments", permission: "organisation.view", icon: "network" },
      { key: "positions", path: "/system/positions", permission: "organisation.view", icon: "briefcase" },
      { key: "users", path: "/system/users", permission: "users.view", icon: "users" },
      { key: "roles", path: "/system/roles", permission: "roles.view", icon: "shield" },
      { key: "numbering", path: "/system/numbering", permission: "settings.view", icon: "hash" },
      { key: "imports", path: "/system/imports", permission: "customers.import", icon: "upload" },
      { key: "audit", path: "/system/audit", permission: "audit.view", icon: "scroll" },
      { key: "settings", path: "/system/settings", permission: "settings.view", icon: "settings" },
    ],
  },
];

/** The place to which an address belongs: the longest path that it starts with. */
export function placeOf(pathname: string): Place | undefined {
  return navigation
    .flatMap((group) => group.places)
    .filter(({ path }) => pathname === path || pathname.startsWith(`${path}/`))
    .sort((a, b) => b.path.length - a.path.length)[0];
}
