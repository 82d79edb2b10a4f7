import type { Db } from "@/db/client";
import type { Locale, Reach } from "@/db/enums";
import type { PlainDate } from "@/db/scalars";
import { forbid } from "./errors";
import type { Grants, ModuleName, Permission } from "./permissions";

/** Which departments and customer types a person reaches by the own rule (D-02), read fresh on every request. */
export type Access = {
  /** Departments of any of my posts. */
  departments: readonly string[];
  /** Departments that I lead, with all below them. */
  managed: readonly string[];
  /** Departments opened to me by management-level grants (SCP-03), with those below where the grant says so. */
  leading: readonly string[];
  /** The customer types I am limited to, with their sub-types (SCP-02); null: no limit. */
  customerTypes: readonly string[] | null;
  /** Whether anything may be shared with me at all (SHA-01): without it nobody has to look. */
  shared: boolean;
};

export type Staff = {
  kind: "staff";
  id: string;
  login: string;
  name: string;
  locale: Locale;
  sessionId: string;
  isAdministrator: boolean;
  grants: Grants;
  access: Access;
  /** The view with which a list opens, by the list's name (LST-01): known from the start, so that no list asks for it. */
  defaultViews: Readonly<Record<string, string>>;
  /** How many notices I have not read (NOT-01), counted to 100 with the account, so that no page asks for the bell alone. */
  unread: number;
};

/** Named work of the system itself, with the permissions that its declaration lists: never all of them. */
export type SystemJob = { kind: "system"; name: string; grants: Grants };

export type Actor = Staff | SystemJob;

/**
 * Somebody of a customer (SCP-07): bound to one customer and one contact of it, both from the account and never from a
 * request. Without any permission of the staff: code of the office cannot be handed one, it does not compile.
 */
export type PortalUser = {
  kind: "portal";
  id: string;
  login: string;
  name: string;
  locale: Locale;
  sessionId: string;
  customerId: string;
  contactId: string;
};

/** The installation's own facts that rules need. */
export type Installation = {
  companyName: string;
  timeZone: string;
  currency: string;
  modulesOff: readonly string[];
  importMaxRows: number;
  importMaxBytes: number;
};

/** Where an act comes from: for the log and the audit. */
export type Origin = { door: string; requestId: string; address: string | null };

/** The inner part that the steps of one business act share. */
export type Transaction = {
  readonly db: Db;
  readonly now: Date;
  /** The operator's calendar date (D-20). */
  readonly today: PlainDate;
  readonly origin: Origin;
  readonly installation: Installation;
};

/** Who is acting, when, and on which transaction. Holding one proves that a door let somebody in. */
export type Context = Transaction & { readonly actor: Actor };
/** The same where the door knows that a person acts. */
export type StaffContext = Transaction & { readonly actor: Staff };

/** A portal user on a transaction in which the database shows only their customer's tree (lib/core/portal.tsx). */
export type PortalContext = Transaction & { readonly actor: PortalUser };
/** Somebody signed in, of either side, at their own account: password, sessions. */
export type AccountContext = Transaction & { readonly actor: Staff | PortalUser };

/** How far the actor's right reaches, or nothing without the right (D-01). A module that is switched off allows nothing (D-52). */
export function reachOf(ctx: Pick<Context, "actor" | "installation">, permission: Permission): Reach | undefined {
  const owner = permission.slice(0, permission.indexOf(".")) as ModuleName;
  if (ctx.installation.modulesOff.includes(owner)) return undefined;
  return ctx.actor.grants.get(permission);
}
export const can = (ctx: Pick<Context, "actor" | "installation">, permission: Permission) =>
  reachOf(ctx, permission) !== undefined;

export function assertCan(ctx: Pick<Context, "actor" | "installation">, permission: Permission): void {
  if (!can(ctx, permission)) forbid();
}
