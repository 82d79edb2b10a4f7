"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { BulkAction, RowAction } from "@/components/data-table/actions";
import { DataTable, type DataTableProps } from "@/components/data-table/data-table";
import type { PickerOption } from "@/components/form/picker";
import { deleteUserAction, restoreUserAction } from "@/lib/users/actions";
import { PostDialog, RolesDialog } from "./bulk-dialogs-later";
import type { GivenRole } from "./role-ticks";

export type BulkChoices = { positions: readonly PickerOption[]; roles: readonly GivenRole[] };
type Asked = { what: "posts" | "roles"; ids: string[]; clear: () => void };

/** The accounts as a table, with what can be done to one and, where there are `choices`, to many at once (ORG-07). */
export function UserTable({
  deleted,
  rights,
  choices,
  ...table
}: Omit<DataTableProps, "caption" | "actions" | "bulk" | "rowHref"> & {
  deleted: boolean;
  rights: { edit: boolean; delete: boolean };
  choices?: BulkChoices;
}) {
  const t = useTranslations("users");
  const [asked, setAsked] = useState<Asked>();
  const text = (key: string) => t.raw(key) as string;
  const living: RowAction[] = [
    { key: "edit", label: t("edit"), panel: "edit", href: "/system/users/:id/edit" },
    { key: "password", label: t("set_password"), panel: "password", href: "/system/users/:id/password" },
    {
      key: "handover",
      label: t("hand_over"),
      href: "/system/users/:id/handover",
      when: { column: "whose", in: ["other"] },
    },
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
  const bulk = (what: Asked["what"], label: string): BulkAction => ({
    key: what,
    label,
    tickedOnly: true,
    open: (input, clear) => "ids" in input && setAsked({ what, ids: input.ids, clear }),
  });
  const dialog = asked && choices && { ids: asked.ids, onClose: () => setAsked(undefined), onDone: asked.clear };
  return (
    <>
      <DataTable
        {...table}
        caption={t("title")}
        rowHref="/system/users/:id"
        actions={actions}
        bulk={choices && [bulk("posts", t("assign_posts")), bulk("roles", t("assign_roles"))]}
      />
      {dialog && asked.what === "posts" && <PostDialog {...dialog} positions={choices.positions} />}
      {dialog && asked.what === "roles" && <RolesDialog {...dialog} roles={choices.roles} />}
    </>
  );
}
