import type { Audience } from "@/db/enums";
import type { Permission } from "./core/permissions";

export type Place = { key: string; path: string; permission: Permission };
export type PlaceGroup = { key: string; icon: "customers" | "data" | "system"; places: readonly Place[] };

/**
 * The menu (05-decisions, "Menu") as far as its pages exist: label `navigation.<key>`, address, permission. The menu, the
 * middleware's first gate and the breadcrumb read the same list (ROL-05).
 */
export const navigation: readonly PlaceGroup[] = [
  {
    key: "customers_group",
    icon: "customers",
    places: [
      { key: "customers", path: "/customers", permission: "customers.view" },
      { key: "contacts", path: "/contacts", permission: "contacts.view" },
      { key: "bin", path: "/bin", permission: "customers.delete" },
    ],
  },
  {
    key: "base_data_group",
    icon: "data",
    places: [
      { key: "customer_types", path: "/settings/customer-types", permission: "dictionaries.view" },
      { key: "regions", path: "/settings/regions", permission: "dictionaries.view" },
      { key: "sources", path: "/settings/sources", permission: "dictionaries.view" },
      { key: "industries", path: "/settings/industries", permission: "dictionaries.view" },
      { key: "levels", path: "/settings/levels", permission: "dictionaries.view" },
      { key: "credit_ratings", path: "/settings/credit-ratings", permission: "dictionaries.view" },
      { key: "tags", path: "/settings/tags", permission: "tags.view" },
    ],
  },
  {
    key: "system_group",
    icon: "system",
    places: [
      { key: "institutions", path: "/system/institutions", permission: "organisation.view" },
      { key: "departments", path: "/system/departments", permission: "organisation.view" },
      { key: "positions", path: "/system/positions", permission: "organisation.view" },
      { key: "users", path: "/system/users", permission: "users.view" },
      { key: "roles", path: "/system/roles", permission: "roles.view" },
      { key: "numbering", path: "/system/numbering", permission: "settings.view" },
      { key: "imports", path: "/system/imports", permission: "customers.import" },
      { key: "outbox", path: "/system/outbox", permission: "notifications.view" },
      { key: "audit", path: "/system/audit", permission: "audit.view" },
      { key: "settings", path: "/system/settings", permission: "settings.view" },
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

/** Where somebody begins (ACC-01): the staff at their first place of the menu, a customer's people in the portal. */
export const homeOf = (audience: Audience) => (audience === "portal" ? "/portal" : "/");

/** Whose area an address lies in (D-08). */
export const areaOf = (pathname: string): Audience =>
  pathname === "/portal" || pathname.startsWith("/portal/") ? "portal" : "staff";
