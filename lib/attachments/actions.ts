"use server";

import { action } from "@/lib/core/action";
import { removeAttachment } from "./commands";
import { attachmentRemoval } from "./schema";

export const removeAttachmentAction = action("customers.edit", attachmentRemoval, removeAttachment, {
  example: ({ attachment }) => ({ id: attachment! }),
});
