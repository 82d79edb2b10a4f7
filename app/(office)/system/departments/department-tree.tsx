"use client";

import { useTranslations } from "next-intl";
import { Fragment, useRef, useState } from "react";
import { useAct } from "@/components/data-table/act-dialog";
import { useRowKeys } from "@/components/data-table/row-keys";
import { useNavigate } from "@/components/layout/soft-navigation";
import { PopupMenu } from "@/components/ui/menu";
import { listHref } from "@/lib/core/list-href";
import { deleteDepartmentAction } from "@/lib/organisation/actions";
import type { DepartmentTreeRow } from "@/lib/organisation/department-list";
import { DepartmentTreeHead } from "./department-tree-head";
import { DepartmentTreeLine } from "./department-tree-line";

export type DepartmentRights = { create: boolean; edit: boolean; remove: boolean };

/** The line above an institution's tree: a heading of rows, not of columns, so it neither sticks nor sorts. */
const GROUP =
  "!static col-span-full !w-auto !bg-background !text-left !font-semibold !text-foreground [&_a]:after:!content-none";

/**
 * The departments as a table whose first column is a tree that folds. Found ones (`flat`) stand alone, with what is above
 * them, as in a picker.
 */
export function DepartmentTree({
  departments,
  flat,
  search,
  rights,
}: {
  departments: readonly DepartmentTreeRow[];
  flat: boolean;
  search: string;
  rights: DepartmentRights;
}) {
  const t = useTranslations("organisation");
  const navigate = useNavigate();
  const table = useRef<HTMLTableElement>(null);
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [menu, setMenu] = useState<{ anchor: HTMLElement; row: DepartmentTreeRow }>();
  const { begin, dialog } = useAct();
  useRowKeys(table);
  const parents = new Set(departments.map(({ parentId }) => parentId));
  const shown = flat ? departments : unfolded(departments, folded);
  const toggle = (id: string) => setFolded((now) => (now.has(id) ? without(now, id) : new Set([...now, id])));
  const foldable = flat ? [] : departments.filter(({ id }) => parents.has(id)).map(({ id }) => id);

  function remove({ id, name }: DepartmentTreeRow) {
    const confirm = {
      title: t.raw("departments.delete_title") as string,
      body: t("departments.delete_body"),
      verb: t("departments.delete_verb"),
    };
    const done = t.raw("departments.deleted") as string;
    begin({ run: () => deleteDepartmentAction({ id }), confirm, danger: true, done, name, count: 1 });
  }
  /** What the menu of a row offers. */
  function itemsOf(row: DepartmentTreeRow) {
    const below = listHref(search, { panel: `new.${row.id}` });
    const go = (href: string) => () => navigate(href);
    return [
      ...(rights.create ? [{ key: "below", label: t("departments.new_below"), onSelect: go(below) }] : []),
      {
        key: "positions",
        label: t("departments.positions_of"),
        onSelect: go(`/system/positions?department=${row.id}`),
      },
      ...(rights.remove ? [{ key: "remove", label: t("delete"), danger: true, onSelect: () => remove(row) }] : []),
    ];
  }
  return (
    <>
      <div className="table-scroll dims">
        <table ref={table} className="data-table" data-name="1" data-end="3 4" data-spare="2" data-actions="">
          <caption className="sr-only">{t("departments.title")}</caption>
          <DepartmentTreeHead
            flat={flat}
            foldable={foldable.length > 0}
            folded={folded.size > 0}
            onFoldAll={() => setFolded(new Set(folded.size > 0 ? [] : foldable))}
          />
          <tbody>
            {shown.map((row, at) => (
              <Fragment key={row.id}>
                {row.institutionId !== shown[at - 1]?.institutionId && (
                  <tr>
                    <th scope="rowgroup" colSpan={5} className={GROUP}>
                      <a href={listHref("", { institution: row.institutionId })}>{row.institution}</a>
                    </th>
                  </tr>
                )}
                <DepartmentTreeLine
                  row={row}
                  flat={flat}
                  open={parents.has(row.id) ? !folded.has(row.id) : undefined}
                  editHref={rights.edit ? listHref(search, { panel: `edit.${row.id}` }) : undefined}
                  onToggle={() => toggle(row.id)}
                  onMenu={(anchor) => setMenu((now) => (now ? undefined : { anchor, row }))}
                />
              </Fragment>
            ))}
          </tbody>
        </table>
      </div>
      {menu && (
        <PopupMenu
          anchor={menu.anchor}
          label={menu.row.name}
          items={itemsOf(menu.row)}
          onClose={() => setMenu(undefined)}
        />
      )}
      {dialog}
    </>
  );
}

const without = (ids: ReadonlySet<string>, id: string) => new Set([...ids].filter((one) => one !== id));

/** The rows that no folded department hides. Rows come in the order of the tree, so a hidden parent stands before. */
function unfolded(rows: readonly DepartmentTreeRow[], folded: ReadonlySet<string>): DepartmentTreeRow[] {
  const hidden = new Set<string>();
  return rows.filter(({ id, parentId }) => {
    if (parentId === null || (!folded.has(parentId) && !hidden.has(parentId))) return true;
    hidden.add(id);
    return false;
  });
}
