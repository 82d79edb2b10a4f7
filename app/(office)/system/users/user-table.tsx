"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { RowAction } from "@/components/data-table/actions";
import type { ColumnView } from "@/components/data-table/columns";
import { DataTable, type DataTableProps } from "@/components/data-table/data-table";
import { deleteUserAction, restoreUserAction } from "@/lib/users/actions";
import type { UserRow } from "@/lib/users/queries";

/** The accounts as a table; a locked account says so instead of its state. */
export function UserTable({
  rows,
  deleted,
  me,
  rights,
  ...props
}: Pick<DataTableProps, "search" | "sort"> & {
  rows: readonly UserRow[];
  deleted: boolean;
  /** The id of the reader, who cannot delete their own account. */
  me: string;
  rights: { edit: boolean; delete: boolean };
  empty: ReactNode;
}) {
  const t = useTranslations("users");
  const states = {
    employed: t("state.employed"),
    left: t("state.left"),
    retired: t("state.retired"),
    locked: t("state.locked"),
  };
  const columns: ColumnView[] = [
    { key: "name", label: t("field.name"), kind: deleted ? "text" : "link", sort: "name" },
    { key: "login", label: t("field.login"), kind: "text", sort: "login" },
    { key: "staffNumber", label: t("field.staffNumber"), kind: "text", sort: "staffNumber", spare: true },
    { key: "post", label: t("field.mainPost"), kind: "text" },
    { key: "roles", label: t("field.roles"), kind: "text" },
    { key: "mobile", label: t("field.mobile"), kind: "text", spare: true },
    {
      key: "state",
      label: t("field.state"),
      kind: "badge",
      labels: states,
      tones: { employed: "success", left: "neutral", retired: "neutral", locked: "danger" },
    },
    { key: "validUntil", label: t("field.validUntil"), kind: "date", sort: "validUntil", spare: true },
    { key: "whose", label: "", kind: "hidden" },
  ];
  const cells = rows.map((user) => [
    user.id,
    user.name,
    user.login,
    user.staffNumber,
    user.post,
    user.roles.join(t("separator")),
    user.mobile,
    user.locked && user.state === "employed" ? "locked" : user.state,
    user.validUntil,
    user.id === me ? "mine" : "other",
  ]);
  const text = (key: string) => t.raw(key) as string;
  const living: RowAction[] = [
    { key: "edit", label: t("edit"), panel: "edit", href: "/system/users/:id/edit" },
    { key: "password", label: t("set_password"), panel: "password", href: "/system/users/:id/password" },
  ];
  const remove: RowAction = {
    key: "delete",
    label: t("delete"),
    danger: true,
    when: { column: "whose", in: ["other"] },
    run: (id) => deleteUserAction({ id }),
    confirm: { title: text("delete_title"), body: text("delete_body"), verb: text("delete_verb") },
    done: text("deleted"),
  };
  const restore: RowAction = {
    key: "restore",
    label: t("restore"),
    run: (id) => restoreUserAction({ id }),
    done: text("restored"),
  };
  const actions = deleted
    ? rights.delete
      ? [restore]
      : []
    : [...(rights.edit ? living : []), ...(rights.delete ? [remove] : [])];
  return (
    <DataTable
      caption={t("title")}
      columns={columns}
      rows={cells}
      rowHref="/system/users/:id"
      actions={actions}
      {...props}
    />
  );
}
