"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { useAct } from "@/components/data-table/act-dialog";
import { useRowKeys } from "@/components/data-table/row-keys";
import { useNavigate } from "@/components/layout/soft-navigation";
import { PopupMenu } from "@/components/ui/menu";
import { listHref } from "@/lib/core/list-href";
import { placeEntryAction } from "@/lib/dictionaries/actions";
import type { EntryRow } from "@/lib/dictionaries/tree";
import { EntryLine } from "./entry-line";
import { entryActs } from "./entry-acts";

export type EntryRights = { create: boolean; edit: boolean; remove: boolean };

/**
 * A dictionary as a table whose first column is its tree. Branches of a long tree open by links (`foldable`); entries that
 * were found by name stand alone, each with what is above it.
 */
export function EntryTable({
  caption,
  entries,
  depth,
  foldable,
  found,
  search,
  rights,
}: {
  caption: string;
  entries: readonly EntryRow[];
  depth: number;
  foldable: boolean;
  found: boolean;
  search: string;
  rights: EntryRights;
}) {
  const t = useTranslations("dictionaries");
  const ui = useTranslations("ui.table");
  const navigate = useNavigate();
  const table = useRef<HTMLTableElement>(null);
  const [menu, setMenu] = useState<{ anchor: HTMLElement; entry: EntryRow }>();
  const { begin, dialog } = useAct();
  useRowKeys(table);
  const anything = rights.create || rights.edit || rights.remove;

  const place = ({ id, name }: EntryRow, position: string | number) =>
    begin({ run: () => placeEntryAction({ id, position }), name, count: 1 });
  /** What the menu of a line offers. */
  function itemsOf(entry: EntryRow) {
    const below = {
      key: "below",
      label: t("new_below"),
      onSelect: () => navigate(listHref(search, { open: foldable ? entry.id : null, panel: `new.${entry.id}` })),
    };
    const acts = entryActs(entry, rights, t).map(({ key, label, danger, ...act }) => ({
      key,
      label,
      danger,
      onSelect: () => begin({ ...act, danger, name: entry.name, count: 1 }),
    }));
    return [...(rights.create && entry.level < depth ? [below] : []), ...acts];
  }
  return (
    <>
      <div className="table-scroll dims">
        <table ref={table} className="data-table" data-actions={anything || undefined}>
          <caption className="sr-only">{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{t("field.name")}</th>
              {found && <th scope="col">{t("field.above")}</th>}
              <th scope="col">{t("field.state")}</th>
              {rights.edit && !found && <th scope="col">{t("field.position")}</th>}
              {anything && <th scope="col">{ui("actions")}</th>}
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <EntryLine
                key={entry.id}
                entry={entry}
                tree={depth > 1 && !found}
                foldable={foldable}
                found={found}
                toggleHref={
                  foldable && entry.below > 0
                    ? listHref(search, { open: entry.open ? entry.parentId : entry.id })
                    : undefined
                }
                editHref={rights.edit ? listHref(search, { panel: `edit.${entry.id}` }) : undefined}
                onPlace={rights.edit ? (position) => place(entry, position) : undefined}
                onMenu={
                  itemsOf(entry).length > 0
                    ? (anchor) => setMenu((now) => (now ? undefined : { anchor, entry }))
                    : undefined
                }
              />
            ))}
          </tbody>
        </table>
      </div>
      {menu && (
        <PopupMenu
          anchor={menu.anchor}
          label={menu.entry.name}
          items={itemsOf(menu.entry)}
          onClose={() => setMenu(undefined)}
        />
      )}
      {dialog}
    </>
  );
}
