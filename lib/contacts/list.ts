import { decisionRoles } from "@/db/enums";
import { choice, dateRange, defineList, flag, type ListParams, reference, text, tree } from "@/lib/core/list";

export const contactColumns = [
  "name",
  "customers",
  "position",
  "department",
  "mobile",
  "phone",
  "email",
  "wechat",
  "qq",
  "role",
  "birthday",
  "primary",
  "owner",
  "created",
  "updated",
] as const;
export type ContactColumn = (typeof contactColumns)[number];

/** Columns that are shown only to whoever may see contact data (D-01). */
export const reachColumns: readonly ContactColumn[] = ["mobile", "phone", "email", "wechat", "qq"];

export const months = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"] as const;

/**
 * 联系人 (CON-02): everybody whom the actor may see, each once. Department, position, role and the primary mark are those at one
 * of their customers; type and owner are those of the customer.
 */
export const contactList = defineList({
  filters: {
    customer: reference(),
    type: tree(),
    owner: reference(),
    position: text(60),
    department: text(60),
    role: choice(decisionRoles),
    primary: flag(),
    /** The months in which somebody has their birthday. */
    birthday: choice(months),
    created: dateRange(),
  },
  sort: { created: "instant", name: "text" },
  defaultSort: { by: "created", direction: "desc" },
  columns: contactColumns,
  defaultColumns: ["name", "customers", "position", "mobile", "email", "owner", "created"],
});
export type ContactListParams = ListParams<typeof contactList>;
