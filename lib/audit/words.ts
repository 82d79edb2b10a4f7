import { auditEventNames, doorKinds } from "./list";

/** Refusals happen at these doors too; acts never do. */
const ways = [...doorKinds, "page", "sign-in", "sign-out"] as const;

/** Where under `audit` the words of an event stand; nothing for one that this version does not know. */
export const eventWord = (event: string) =>
  auditEventNames.some((name) => name === event) ? (`event.${event}` as const) : undefined;

/** Where under `audit` the words of a door stand: which way into the application it is; "action:createCustomer" is a screen. */
export const doorWord = (door: string) => `door.${ways.find((kind) => door.startsWith(kind)) ?? "other"}` as const;
