"use server";

import { action } from "@/lib/core/action";
import { resendMail } from "./commands";
import { mailId } from "./schema";

export const resendMailAction = action("notifications.send", mailId, resendMail, {
  example: (known) => ({ id: known.failedMail! }),
});
