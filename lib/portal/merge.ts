import "server-only";
import { portalUsers } from "@/db/schema";
import type { MergeFollower } from "@/lib/merges/define";
import { moveBy } from "@/lib/merges/rows";

/** Whoever has access to the portal follows their contact into the other customer, and back (CUS-10, CON-03). */
export const portalFollower: MergeFollower = {
  ...moveBy("portal", portalUsers.customerId),
  name: "portal",
  keys: [portalUsers.customerId],
};
