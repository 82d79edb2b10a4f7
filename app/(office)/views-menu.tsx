"use client";

import { Bookmark } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type PendingAct, useAct } from "@/components/data-table/act-dialog";
import { useNavigate } from "@/components/layout/soft-navigation";
import { useReady } from "@/components/layout/use-ready";
import { buttonStyle } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { PopDetails } from "@/components/ui/pop-details";
import type { ViewedList } from "@/db/enums";
import { deleteViewAction, editViewAction, setDefaultViewAction } from "@/lib/views/actions";
import type { CurrentView } from "./open-view";
import { useViews, ViewLinks } from "./view-links";

/** Fetched when it is opened: a list does without the weight of forms and schemas (SPD-02). */
const ViewDialog = dynamic(() => import("./view-dialog").then((module) => module.ViewDialog));

/** The menu of a list's views: which there are, and what can be done with the one that is open. */
export function ViewsMenu({
  list,
  search,
  current,
  mayShare,
}: {
  list: ViewedList;
  search: string;
  current?: CurrentView;
  mayShare: boolean;
}) {
  const t = useTranslations("views");
  const ready = useReady();
  const navigate = useNavigate();
  const { found, load } = useViews(list);
  const { begin, dialog } = useAct();
  const [form, setForm] = useState<"new" | "edit">();
  const name = current?.name ?? "";
  const text = (key: string) => t.raw(key) as string;
  const isDefault = current !== undefined && found !== "failed" && found?.defaultId === current.id;
  const act = (rest: Omit<PendingAct, "name" | "count">) => begin({ ...rest, name, count: 1 });

  function update({ id, version, shared }: CurrentView) {
    act({ run: () => editViewAction({ id, version, name, shared, query: search }), done: text("updated") });
  }
  function remove({ id, shared }: CurrentView) {
    act({
      run: () => deleteViewAction({ id }),
      danger: true,
      confirm: {
        title: text("delete_title"),
        body: text(shared ? "delete_shared" : "delete_body"),
        verb: text("delete"),
      },
      done: text("deleted"),
      onDone: () => navigate("?view=all"),
    });
  }
  const makeDefault = (id: string | null) =>
    act({
      run: () => setDefaultViewAction({ list, id }),
      done: text(id ? "default_set" : "default_cleared"),
      onDone: load,
    });
  return (
    <>
      <PopDetails
        // Another address is another view: the menu that led there has done its work.
        key={search}
        className={buttonStyle()}
        onOpen={load}
        summary={
          <>
            <Icon of={Bookmark} />
            <span className="max-w-48 truncate">
              {current ? (current.changed ? t("changed", { name }) : name) : t("menu")}
            </span>
          </>
        }
      >
        {ready && (
          <div className="views items">
            <ViewLinks found={found} current={current?.id} />
            <div>
              <button type="button" onClick={() => setForm("new")}>
                {t("save_as")}
              </button>
              {current?.mine && current.changed && (
                <button type="button" onClick={() => update(current)}>
                  {t("update")}
                </button>
              )}
              {current?.mine && (
                <button type="button" onClick={() => setForm("edit")}>
                  {t("rename")}
                </button>
              )}
              {current && (
                <button type="button" onClick={() => makeDefault(isDefault ? null : current.id)}>
                  {t(isDefault ? "clear_default" : "make_default")}
                </button>
              )}
              {current && (current.mine || mayShare) && (
                <button type="button" className="text-danger" onClick={() => remove(current)}>
                  {t("delete")}
                </button>
              )}
            </div>
          </div>
        )}
      </PopDetails>
      {dialog}
      {form && (
        <ViewDialog
          {...{ list, search, mayShare }}
          current={form === "edit" ? current : undefined}
          onClose={() => setForm(undefined)}
          onSaved={(id) => navigate(`?view=${id}`)}
        />
      )}
    </>
  );
}
