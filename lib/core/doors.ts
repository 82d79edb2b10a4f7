import type { Permission } from "./permissions";

export type DoorKind = "page" | "action" | "route" | "lookup" | "job";
/** What every door tells about itself: `authz:dump` and the permission matrix read it. */
export type Door = {
  kind: DoorKind;
  /** The permission that it asks for, that it belongs to the portal, or why it is open. */
  permission: Asked | "portal" | { open: string };
};

const DOOR = Symbol.for("kehu.door");

/** Marks a function as a door. The mark lies on the function itself, so that a scan of the exports finds every one. */
export function asDoor<F extends object, D extends Door>(door: D, handler: F): F & { readonly [DOOR]: D } {
  return Object.assign(handler, { [DOOR]: door });
}
export function doorOf(handler: unknown): (Door & Record<string, unknown>) | undefined {
  if (typeof handler !== "function") return undefined;
  return (handler as { [DOOR]?: Door & Record<string, unknown> })[DOOR];
}

/** A permission that the door asks for, or only a signed-in person: for what concerns nobody but themselves. */
export type Asked = Permission | "signed in";
