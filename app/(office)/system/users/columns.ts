import type { Cell, ColumnView, Row } from "@/components/data-table/columns";
import { type UserColumn, userColumns } from "@/lib/users/list";
import type { UserRow } from "@/lib/users/queries";

type Texts = (key: string) => string;
type Shape = Omit<ColumnView, "key" | "label"> & { label: string; cell: (row: UserRow, separator: string) => Cell };

/** How each column of the accounts is shown; labels are keys of the `users` texts. A locked account says so instead of its state. */
const shapes: Record<UserColumn, Shape> = {
  name: { label: "name", kind: "link", sort: "name", cell: (row) => row.name },
  login: { label: "login", kind: "text", sort: "login", cell: (row) => row.login },
  staffNumber: { label: "staffNumber", kind: "text", sort: "staffNumber", spare: true, cell: (row) => row.staffNumber },
  post: { label: "mainPost", kind: "text", cell: (row) => row.post },
  roles: { label: "roles", kind: "text", cell: (row, separator) => row.roles.join(separator) },
  mobile: { label: "mobile", kind: "text", spare: true, cell: (row) => row.mobile },
  state: {
    label: "state",
    kind: "badge",
    tones: { employed: "success", left: "neutral", retired: "neutral", locked: "danger" },
    cell: (row) => (row.locked && row.state === "employed" ? "locked" : row.state),
  },
  validUntil: { label: "validUntil", kind: "date", sort: "validUntil", spare: true, cell: (row) => row.validUntil },
  partTimePosts: {
    label: "partTimePosts",
    kind: "text",
    spare: true,
    cell: (row, separator) => row.partTimePosts.join(separator),
  },
  email: { label: "email", kind: "text", spare: true, cell: (row) => row.email },
  officePhone: { label: "officePhone", kind: "text", spare: true, cell: (row) => row.officePhone },
  gender: { label: "gender", kind: "text", spare: true, cell: (row) => row.gender },
  privateQuota: { label: "privateQuota", kind: "number", spare: true, cell: (row) => row.privateQuota },
  created: { label: "created", kind: "instant", sort: "created", spare: true, cell: (row) => row.createdAt.getTime() },
};

/** The columns that were chosen, in the reader's language. A deleted account has no page that its name could open. */
export function userColumnViews(columns: readonly UserColumn[], t: Texts, deleted: boolean): ColumnView[] {
  const words: Partial<Record<UserColumn, ColumnView["labels"]>> = {
    state: {
      employed: t("state.employed"),
      left: t("state.left"),
      retired: t("state.retired"),
      locked: t("state.locked"),
    },
    gender: { male: t("gender.male"), female: t("gender.female") },
  };
  const shown = columns.map((key): ColumnView => {
    const { cell: _cell, label, kind, ...shape } = shapes[key];
    const isPlain = deleted && kind === "link";
    return { key, ...shape, kind: isPlain ? "text" : kind, label: t(`field.${label}`), labels: words[key] };
  });
  return [...shown, { key: "whose", label: "", kind: "hidden" }];
}

/** All columns by name, for choosing among them. */
export const userColumnNames = (t: Texts) =>
  userColumns.map((key) => ({ key, label: t(`field.${shapes[key].label}`) }));

/** Rows as they travel to the browser: the id, a value for each column, and whether it is the reader's own account. */
export const userRows = (
  columns: readonly UserColumn[],
  rows: readonly UserRow[],
  me: string,
  separator: string,
): Row[] =>
  rows.map((row) => [
    row.id,
    ...columns.map((key) => shapes[key].cell(row, separator)),
    row.id === me ? "mine" : "other",
  ]);
