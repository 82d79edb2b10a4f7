import { securityEventKinds } from "@/db/enums";
import { choice, dateRange, defineList, type ListParams, reference } from "@/lib/core/list";

/** Every event that the application writes; its words stand under `audit.event.<event>`. */
export const auditEventNames = [
  "attachment.added",
  "attachment.removed",
  "customer.created",
  "customer.edited",
  "customer.billing_edited",
  "customer.imported",
  "customer.assigned",
  "customer.shared",
  "customer.share_ended",
  "customer.deleted",
  "customer.restored",
  "customer.purged",
  "customer.history_exported",
  "customer.merged",
  "customer.merge_undone",
  "customers.exported",
  "contacts.exported",
  "contacts.imported",
  "contact.created",
  "contact.edited",
  "contact.removed",
  "contact.linked",
  "contact.unlinked",
  "contact.made_primary",
  "contact.no_longer_primary",
  "portal.invited",
  "portal.invited_again",
  "portal.disabled",
  "portal.enabled",
  "import.uploaded",
  "import.started",
  "import.discarded",
  "import.stopped",
  "import.undo_started",
  "import.undone",
  "institution.created",
  "institution.edited",
  "institution.deleted",
  "department.created",
  "department.edited",
  "department.deleted",
  "position.created",
  "position.edited",
  "position.deleted",
  "user.created",
  "user.updated",
  "user.deleted",
  "user.restored",
  "user.posts_assigned",
  "user.roles_assigned",
  "user.handed_over",
  "users.exported",
  "user.password_set",
  "user.password_changed",
  "user.reset_asked",
  "session.ended",
  "session.others_ended",
  "mail.resent",
  "maintenance.cleaned",
  "role.created",
  "role.updated",
  "role.deleted",
  "role.members_changed",
  "dictionary.added",
  "dictionary.renamed",
  "dictionary.moved",
  "dictionary.default_set",
  "dictionary.default_cleared",
  "dictionary.switched_off",
  "dictionary.switched_on",
  "dictionary.deleted",
  "customer.tagged",
  "tag.created",
  "tag.edited",
  "tag.merged",
  "tag.deleted",
  "view.saved",
  "view.edited",
  "view.deleted",
  "numbering.changed",
  "settings.changed",
  "request.repeated",
  "audit.exported",
] as const;

/** What can stand in the history of a customer. */
export const historyEventNames = auditEventNames.filter((name) => /^(?:customer|contact)\./.test(name));

/** Ways into the application, as the first part of a door's name says. */
export const doorKinds = ["action", "POST", "GET", "job"] as const;

/** The log of acts (AUD-01), latest first. `record` is any record, a customer with all that belongs to it included. */
export const auditList = defineList({
  filters: {
    at: dateRange(),
    user: reference(),
    event: choice(auditEventNames),
    door: choice(doorKinds),
    customer: reference(),
    record: reference(),
  },
  sort: { at: "instant" },
  defaultSort: { by: "at", direction: "desc" },
});
export type AuditListParams = ListParams<typeof auditList>;

/** Sign-ins and refused tries (D-05). */
export const securityList = defineList({
  filters: { at: dateRange(), user: reference(), kind: choice(securityEventKinds) },
  sort: { at: "instant" },
  defaultSort: { by: "at", direction: "desc" },
});
export type SecurityListParams = ListParams<typeof securityList>;

/** The history of one customer (EXP-03): a page of acts at a time, so it has neither search nor total. */
export const historyList = defineList({
  filters: { at: dateRange(), user: reference(), event: choice(historyEventNames) },
  sort: { at: "instant" },
  defaultSort: { by: "at", direction: "desc" },
});
export type HistoryParams = ListParams<typeof historyList>;
