import "server-only";
import { attachmentEntity } from "@/lib/attachments/entity";
import { contactEntity } from "@/lib/contacts/entity";
import type { AuditMark } from "@/lib/core/entity";
import type { Permission } from "@/lib/core/permissions";
import { billingEntity, customerEntity } from "@/lib/customers/entity";
import { dictionaryEntity } from "@/lib/dictionaries/entity";
import { mailEntity } from "@/lib/notifications/entity";
import { departmentEntity, institutionEntity, positionEntity } from "@/lib/organisation/entity";
import { portalUserEntity } from "@/lib/portal/entity";
import { roleEntity } from "@/lib/roles/entity";
import { shareEntity } from "@/lib/shares/entity";
import { tagEntity } from "@/lib/tags/entity";
import { userEntity } from "@/lib/users/entity";
import { viewEntity } from "@/lib/views/entity";

/** What stands behind an id in the log. */
export type Reference = "dictionary" | "user" | "department" | "institution" | "position" | "customer";

/** How the changes of one kind of record are read: who may, under which words, what its ids mean. */
type Subject = {
  view: Permission;
  marks: Readonly<Record<string, AuditMark | undefined>>;
  /** Where the labels of its columns stand: `<labels>.<column>`. */
  labels: string;
  /** Columns whose label stands in the audit's own texts: they are no fields of a form. */
  ownLabels?: readonly string[];
  references?: Readonly<Record<string, Reference>>;
  /** Columns with a closed list of values: the words stand under `<key>.<value>`. */
  words?: Readonly<Record<string, string>>;
};

const classification = {
  typeId: "dictionary",
  industryId: "dictionary",
  sourceId: "dictionary",
  levelId: "dictionary",
  creditRatingId: "dictionary",
  regionId: "dictionary",
} as const;

export const subjects: Readonly<Record<string, Subject>> = {
  customer: {
    view: "customers.view",
    marks: { ...customerEntity.audited, tags: "open", mergedFrom: "open" },
    labels: "customers.field",
    ownLabels: ["deletedAt", "mergedInto", "mergedFrom"],
    references: {
      ...classification,
      parentId: "customer",
      mergedInto: "customer",
      ownerId: "user",
      departmentId: "department",
    },
    words: { kind: "customers.kind", ownership: "customers.ownership" },
  },
  customer_billing: { view: "customers.view", marks: billingEntity.audited, labels: "customers.field" },
  attachment: { view: "customers.view", marks: attachmentEntity.audited, labels: "attachments.field" },
  contact: {
    view: "contacts.view",
    marks: contactEntity.audited,
    labels: "contacts.field",
    ownLabels: ["deletedAt"],
    words: { salutation: "contacts.salutation", decisionRole: "contacts.decision_role" },
  },
  portal_user: {
    view: "contacts.view",
    marks: portalUserEntity.audited,
    labels: "portal.field",
    references: { customerId: "customer" },
    words: { state: "portal.state" },
  },
  share: {
    view: "customers.view",
    marks: shareEntity.audited,
    labels: "shares.field",
    references: { userId: "user", departmentId: "department" },
  },
  user: {
    view: "users.view",
    marks: userEntity.audited,
    labels: "users.field",
    ownLabels: ["partTimePosts", "customerTypes", "managementLevels", "deletedAt"],
    words: { state: "users.state", gender: "users.gender" },
  },
  mail: {
    view: "notifications.view",
    marks: mailEntity.audited,
    labels: "notifications.field",
    words: { state: "notifications.state" },
  },
  role: {
    view: "roles.view",
    marks: roleEntity.audited,
    labels: "roles.field",
    ownLabels: ["institutionId", "customerTypes"],
    references: { institutionId: "institution" },
  },
  institution: { view: "organisation.view", marks: institutionEntity.audited, labels: "organisation.field" },
  department: {
    view: "organisation.view",
    marks: departmentEntity.audited,
    labels: "organisation.field",
    references: { parentId: "department", institutionId: "institution" },
  },
  position: {
    view: "organisation.view",
    marks: positionEntity.audited,
    labels: "organisation.field",
    references: { departmentId: "department", superiorId: "position" },
  },
  dictionary_entry: {
    view: "dictionaries.view",
    marks: dictionaryEntity.audited,
    labels: "dictionaries.field",
    references: { parentId: "dictionary" },
    words: { kind: "dictionaries.kind" },
  },
  tag: { view: "tags.view", marks: tagEntity.audited, labels: "tags.field", words: { colour: "tags.colour" } },
  saved_view: {
    view: "audit.view",
    marks: viewEntity.audited,
    labels: "views.field",
    words: { list: "views.list" },
  },
};

/** Rows without an id of their own, whose changes stand in the event itself (lib/audit/commands.ts), by the event. */
export const keyedSubjects: Readonly<Record<string, Pick<Subject, "view" | "labels" | "words">>> = {
  "settings.changed": { view: "settings.view", labels: "settings.field" },
  "numbering.changed": {
    view: "settings.view",
    labels: "numbering.field",
    words: { datePart: "numbering.date_part" },
  },
};
