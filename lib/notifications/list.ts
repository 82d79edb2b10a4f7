import { mailKinds, mailStates } from "@/db/enums";
import { choice, dateRange, defineList, type ListParams } from "@/lib/core/list";

/** The outbox (NOT-01), latest first. */
export const mailList = defineList({
  filters: { created: dateRange(), kind: choice(mailKinds), state: choice(mailStates) },
  sort: { created: "instant", recipient: "text" },
  defaultSort: { by: "created", direction: "desc" },
});
export type MailListParams = ListParams<typeof mailList>;
