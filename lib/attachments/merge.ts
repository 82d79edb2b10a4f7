import "server-only";
import { attachments } from "@/db/schema";
import type { MergeFollower } from "@/lib/merges/define";
import { moveBy } from "@/lib/merges/rows";

/** Attachments move with their customer (CUS-10, ATT-01); the files stay where they are. */
export const attachmentFollower: MergeFollower = {
  ...moveBy("attachments", attachments.customerId),
  name: "attachments",
  keys: [attachments.customerId],
};
