import { moduleNames, type ModuleName } from "@/lib/core/permissions";

/** Without these nobody could switch anything on again, a switch for the outbox would hide mails without stopping them, and field rights are no module that a person could name. */
const NEEDED = [
  "organisation",
  "users",
  "roles",
  "settings",
  "notifications",
  "fields",
] as const satisfies ModuleName[];
type Needed = (typeof NEEDED)[number];
export type OptionalModule = Exclude<ModuleName, Needed>;

/** The modules that an installation can do without (D-52). */
export const optionalModules = moduleNames.filter(
  (name): name is OptionalModule => !NEEDED.some((one) => one === name),
);
