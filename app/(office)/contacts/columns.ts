import type { Cell, ColumnView, Row } from "@/components/data-table/columns";
import { decisionRoles } from "@/db/enums";
import { type ContactColumn, contactColumns, reachColumns } from "@/lib/contacts/list";
import type { ContactRow } from "@/lib/contacts/list-queries";

type Texts = (key: string) => string;
type Shape = Omit<ColumnView, "label" | "key"> & { label: string; cell: (row: ContactRow, t: Texts) => Cell };

/** How each column of the list of contacts is shown; labels are keys of the `contacts` texts. */
const shapes: Record<ContactColumn, Shape> = {
  name: {
    label: "field.name",
    kind: "link",
    sort: "name",
    cell: ({ name, salutation }, t) => (salutation ? `${name} ${t(`salutation.${salutation}`)}` : name),
  },
  customers: {
    label: "field.customers",
    kind: "text",
    cell: ({ customers }, t) => customers.map((name) => name ?? t("hidden_customer")).join("、"),
  },
  position: { label: "field.position", kind: "text", cell: (row) => row.position },
  department: { label: "field.department", kind: "text", spare: true, cell: (row) => row.department },
  mobile: { label: "field.mobile", kind: "text", cell: (row) => row.mobile },
  phone: { label: "field.phone", kind: "text", spare: true, cell: (row) => row.phone },
  email: { label: "field.email", kind: "text", spare: true, cell: (row) => row.email },
  wechat: { label: "field.wechat", kind: "text", spare: true, cell: (row) => row.wechat },
  qq: { label: "field.qq", kind: "text", spare: true, cell: (row) => row.qq },
  role: { label: "field.decisionRole", kind: "text", spare: true, cell: (row) => row.role },
  birthday: { label: "field.birthday", kind: "date", spare: true, cell: (row) => row.birthday },
  primary: { label: "field.isPrimary", kind: "badge", spare: true, cell: (row) => (row.primary ? "yes" : null) },
  owner: { label: "field.owner", kind: "text", spare: true, cell: (row) => row.owner },
  created: {
    label: "field.created",
    kind: "instant",
    sort: "created",
    spare: true,
    cell: (row) => row.createdAt.getTime(),
  },
  updated: { label: "field.updated", kind: "instant", spare: true, cell: (row) => row.updatedAt.getTime() },
};

/** The columns that this reader may choose: those of contact data are for who may see it (D-01). */
export const shownColumns = (columns: readonly ContactColumn[], seesReach: boolean) =>
  columns.filter((key) => seesReach || !reachColumns.includes(key));

/** The columns that were chosen, in the reader's language. */
export const contactColumnViews = (columns: readonly ContactColumn[], t: Texts): ColumnView[] =>
  columns.map((key) => {
    const { cell: _cell, label, ...shape } = shapes[key];
    return { key, ...shape, label: t(label), ...wordsOf(key, t) };
  });

/** All columns by name, for choosing among them. */
export const contactColumnNames = (seesReach: boolean, t: Texts) =>
  shownColumns(contactColumns, seesReach).map((key) => ({ key, label: t(shapes[key].label) }));

/** The words and tones of closed values. */
function wordsOf(key: ContactColumn, t: Texts): Pick<ColumnView, "labels" | "tones"> {
  if (key === "primary") return { labels: { yes: t("primary") }, tones: { yes: "success" } };
  if (key !== "role") return {};
  return { labels: Object.fromEntries(decisionRoles.map((role) => [role, t(`decision_role.${role}`)])) };
}

/** Rows as they travel to the browser: the id, then one value for each column. */
export const contactRows = (columns: readonly ContactColumn[], rows: readonly ContactRow[], t: Texts): Row[] =>
  rows.map((row) => [row.id, ...columns.map((key) => shapes[key].cell(row, t))]);
