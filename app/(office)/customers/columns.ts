import type { Cell, ColumnView, Row } from "@/components/data-table/columns";
import { type CustomerColumn, customerColumns } from "@/lib/customers/list";
import type { CustomerRow } from "@/lib/customers/queries";

type Texts = (key: string) => string;
type Shape = Omit<ColumnView, "label"> & { label: string; cell: (row: CustomerRow) => Cell };

/** How each column of the customer list is shown; labels are keys of the `customers` texts. */
const shapes: Record<CustomerColumn, Omit<Shape, "key">> = {
  number: { label: "field.number", kind: "text", sort: "number", cell: (row) => row.number },
  name: { label: "field.name", kind: "link", sort: "name", cell: (row) => row.name },
  kind: { label: "field.kind", kind: "text", spare: true, cell: (row) => row.kind },
  type: { label: "field.typeId", kind: "text", cell: (row) => row.type },
  level: { label: "field.levelId", kind: "text", spare: true, cell: (row) => row.level },
  region: { label: "field.regionId", kind: "text", spare: true, cell: (row) => row.region },
  contact: { label: "field.contact", kind: "text", cell: (row) => row.contact },
  phone: { label: "field.phone", kind: "text", cell: (row) => row.phone },
  owner: { label: "field.ownerId", kind: "text", cell: (row) => row.owner },
  ownership: { label: "field.ownership", kind: "badge", cell: (row) => row.ownership },
  industry: { label: "field.industryId", kind: "text", spare: true, cell: (row) => row.industry },
  source: { label: "field.sourceId", kind: "text", spare: true, cell: (row) => row.source },
  credit_rating: { label: "field.creditRatingId", kind: "text", spare: true, cell: (row) => row.creditRating },
  tags: { label: "field.tags", kind: "text", spare: true, cell: (row) => row.tags },
  created: {
    label: "field.created",
    kind: "instant",
    sort: "created",
    spare: true,
    cell: (row) => row.createdAt.getTime(),
  },
  updated: {
    label: "field.updated",
    kind: "instant",
    sort: "updated",
    spare: true,
    cell: (row) => row.updatedAt.getTime(),
  },
};

/** The columns that were chosen, in the reader's language. */
export const customerColumnViews = (columns: readonly CustomerColumn[], t: Texts): ColumnView[] =>
  columns.map((key) => {
    const { cell: _cell, label, ...shape } = shapes[key];
    return { key, ...shape, label: t(label), ...wordsOf(key, t) };
  });

/** All columns by name, for choosing among them. */
export const customerColumnNames = (t: Texts) => customerColumns.map((key) => ({ key, label: t(shapes[key].label) }));

/** The words and tones of closed values. */
function wordsOf(key: CustomerColumn, t: Texts): Pick<ColumnView, "labels" | "tones"> {
  if (key === "kind") return { labels: { company: t("kind.company"), person: t("kind.person") } };
  if (key !== "ownership") return {};
  return {
    labels: { private: t("ownership.private"), public: t("ownership.public") },
    tones: { private: "neutral", public: "info" },
  };
}

/** Rows as they travel to the browser: the id, then one value for each column. */
export const customerRows = (columns: readonly CustomerColumn[], rows: readonly CustomerRow[]): Row[] =>
  rows.map((row) => [row.id, ...columns.map((key) => shapes[key].cell(row))]);
