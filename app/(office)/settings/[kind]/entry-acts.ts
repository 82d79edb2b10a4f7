import type { useTranslations } from "next-intl";
import type { PendingAct } from "@/components/data-table/act-dialog";
import {
  clearDefaultAction,
  deleteEntryAction,
  makeDefaultAction,
  switchOffAction,
  switchOnAction,
} from "@/lib/dictionaries/actions";
import type { EntryRow } from "@/lib/dictionaries/tree";
import type { EntryRights } from "./entry-table";

type Texts = ReturnType<typeof useTranslations<"dictionaries">>;
type Act = Omit<PendingAct, "name" | "count"> & { key: string; label: string };

/** What can be done to an entry as it stands, by those who may. The texts keep `{name}`: the dialog fills it in. */
export function entryActs({ id, isDefault, active }: EntryRow, rights: EntryRights, t: Texts): Act[] {
  const raw = (key: string) => t.raw(key) as string;
  const edits: Act[] = [
    ...(isDefault
      ? [
          {
            key: "clear_default",
            label: t("clear_default"),
            run: () => clearDefaultAction({ id }),
            done: raw("default_cleared"),
          },
        ]
      : active
        ? [
            {
              key: "make_default",
              label: t("make_default"),
              run: () => makeDefaultAction({ id }),
              done: raw("default_set"),
            },
          ]
        : []),
    active
      ? { key: "off", label: t("switch_off"), run: () => switchOffAction({ id }), done: raw("switched_off") }
      : { key: "on", label: t("switch_on"), run: () => switchOnAction({ id }), done: raw("switched_on") },
  ];
  const remove: Act = {
    key: "delete",
    label: t("delete"),
    danger: true,
    run: () => deleteEntryAction({ id }),
    confirm: { title: raw("delete_title"), body: t("delete_body"), verb: t("delete_verb") },
    done: raw("deleted"),
  };
  return [...(rights.edit ? edits : []), ...(rights.remove ? [remove] : [])];
}
