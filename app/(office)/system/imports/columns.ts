import type { ColumnView, Row } from "@/components/data-table/columns";
import { importKinds, importStates } from "@/db/enums";
import type { ImportListRow } from "@/lib/imports/queries";
import { importStatus } from "@/lib/imports/status";

type Texts = (key: string) => string;

/** The columns of the history: what came in, how it ended, and the counts that add up to its rows. */
export const importColumns = (t: Texts): ColumnView[] => [
  { key: "file", label: t("field.file"), kind: "link" },
  {
    key: "kind",
    label: t("field.kind"),
    kind: "text",
    labels: Object.fromEntries(importKinds.map((kind) => [kind, t(`sheet.${kind}`)])),
  },
  {
    key: "state",
    label: t("field.state"),
    kind: "badge",
    labels: Object.fromEntries(importStates.map((state) => [state, t(`state.${state}`)])),
    tones: Object.fromEntries(importStates.map((state) => [state, importStatus[state].tone])),
  },
  { key: "creator", label: t("field.creator"), kind: "text" },
  { key: "created", label: t("field.createdAt"), kind: "instant", sort: "created" },
  { key: "rows", label: t("field.rows"), kind: "number" },
  { key: "new", label: t("field.created"), kind: "number", spare: true },
  { key: "updated", label: t("field.updated"), kind: "number", spare: true },
  { key: "unchanged", label: t("field.unchanged"), kind: "number", spare: true },
  { key: "bad", label: t("field.bad"), kind: "number", spare: true },
];

export const importRows = (rows: readonly ImportListRow[]): Row[] =>
  rows.map((row) => [
    row.id,
    row.fileName,
    row.kind,
    row.state,
    row.creator,
    row.createdAt.getTime(),
    row.rowsRead,
    row.rowsCreated,
    row.rowsUpdated,
    row.rowsUnchanged,
    row.rowsBad,
  ]);
