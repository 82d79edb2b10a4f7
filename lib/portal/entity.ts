import "server-only";
import { portalUsers } from "@/db/schema";
import { defineEntity } from "@/lib/core/entity";

/** The account's own facts stand in the log with the one whom it belongs to. */
const ofAccount = { name: "open", login: "fields.contact_data", state: "open" } as const;

/** Access to the portal (CON-03). It is reached through its contact, whose scope holds. */
export const portalUserEntity = defineEntity({
  name: "portal_user",
  module: "contacts",
  table: portalUsers,
  customer: "customerId",
  audited: { customerId: "open", ...ofAccount },
});
