import "server-only";
import { attachments } from "@/db/schema";
import type { Entity } from "@/lib/core/entity";
import { customerEntity } from "@/lib/customers/entity";
import type { AttachableKind } from "./schema";

/** Whose right decides over the attachments of a kind of record: the verb to see and load them, the verb to add and remove them. */
type Attachable = { column: "customerId"; entity: Entity; view: string; edit: string };

/**
 * Every kind of record that can have attachments (ATT-01). A domain joins with a line here, its column in db/schema/attachments.ts
 * and its word in attachableKinds. Who sees a customer by a share alone may look and add nothing (D-03).
 */
export const attachable = {
  customer: { column: "customerId", entity: customerEntity as unknown as Entity, view: "view", edit: "edit" },
} satisfies Record<AttachableKind, Attachable>;

export const columnOf = (kind: AttachableKind) => attachments[attachable[kind].column];
