import { customerKinds, ownerships } from "@/db/enums";
import { choice, dateRange, defineList, type ListParams, reference, references, tree } from "@/lib/core/list";

export const customerColumns = [
  "number",
  "name",
  "kind",
  "type",
  "level",
  "region",
  "contact",
  "phone",
  "owner",
  "ownership",
  "industry",
  "source",
  "credit_rating",
  "tags",
  "created",
  "updated",
] as const;
export type CustomerColumn = (typeof customerColumns)[number];

/** 客户档案 (CUS-04). `institution`, `department` and `owner` are the authorisation filter (SCP-05): they only narrow. */
export const customerList = defineList({
  filters: {
    kind: choice(customerKinds),
    type: tree(),
    level: references(),
    region: tree(),
    industry: reference(),
    source: reference(),
    ownership: choice(ownerships),
    institution: reference(),
    department: tree(),
    owner: reference(),
    created: dateRange(),
    /** Customers with any of the tags, or with all of them (TAG-01). */
    tag: references(),
    tag_all: references(),
  },
  sort: { created: "instant", updated: "instant", name: "text", number: "text" },
  defaultSort: { by: "created", direction: "desc" },
  columns: customerColumns,
  defaultColumns: ["number", "name", "type", "level", "region", "contact", "phone", "owner", "ownership", "created"],
});
export type CustomerListParams = ListParams<typeof customerList>;
