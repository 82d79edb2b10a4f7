"use server";

import { action } from "@/lib/core/action";
import { chooseNotices, readAllNotices, readNotice } from "./commands";
import { noticeChoicesInput, noticeId, readUntil } from "./schema";

const OWN = "none: what somebody has read concerns nobody but themselves";

export const readNoticeAction = action("signed in", noticeId, readNotice, {
  example: ({ notice }) => ({ id: notice! }),
  trace: OWN,
});
export const readAllNoticesAction = action("signed in", readUntil, readAllNotices, {
  example: ({ notice }) => ({ last: notice! }),
  trace: OWN,
});
export const chooseNoticesAction = action("signed in", noticeChoicesInput, chooseNotices, {
  example: () => ({
    customer_shared: { inApp: true, byMail: false },
    customer_assigned: { inApp: true, byMail: true },
    import_finished: { inApp: false, byMail: false },
  }),
  trace: "none: how somebody is told of things concerns nobody but themselves",
});
