import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { FilterBar } from "@/components/data-table/filter-bar";
import { ListFrame } from "@/components/data-table/list-frame";
import { ListHeader } from "@/components/data-table/list-header";
import { Messages } from "@/components/layout/messages";
import { can } from "@/lib/core/context";
import { listHref, parseList, searchText } from "@/lib/core/list";
import { page } from "@/lib/core/page";
import { dictionaries, kindOfSlug } from "@/lib/dictionaries/kinds";
import { dictionaryList } from "@/lib/dictionaries/list";
import { listEntries } from "@/lib/dictionaries/tree";
import { EntryPanel } from "./entry-panel";
import { EntryTable } from "./entry-table";
import { NoEntries } from "./no-entries";

/** 基础数据 (CUS-02): one screen for every list without behaviour; its address names the list. */
export default page("dictionaries.view", async (ctx, { params, search }) => {
  const kind = kindOfSlug(params.kind ?? "") ?? notFound();
  const t = await getTranslations("dictionaries");
  const { q, filters, problems } = parseList(dictionaryList, search);
  const found = await listEntries(ctx, kind, { q, open: filters.open });
  const text = searchText(search);
  const rights = {
    create: can(ctx, "dictionaries.create"),
    edit: can(ctx, "dictionaries.edit"),
    remove: can(ctx, "dictionaries.delete"),
  };
  const create = rights.create ? { label: t("new"), href: listHref(text, { panel: "new" }) } : undefined;
  return (
    <Messages of={["dictionaries"]}>
      <ListFrame search={text}>
        <ListHeader title={t(`kind.${kind}`)} total={{ count: found.total, more: false }} primary={create} />
        <FilterBar fields={[]} search={text} problems={problems} searchPlaceholder={t("search")} />
        {found.rows.length > 0 ? (
          <EntryTable
            caption={t(`kind.${kind}`)}
            entries={found.rows}
            depth={dictionaries[kind].depth}
            foldable={!found.whole && q === undefined}
            found={q !== undefined}
            search={text}
            rights={rights}
          />
        ) : (
          <NoEntries filtered={q !== undefined} create={create} />
        )}
        {found.more && <p className="px-6 py-3 text-muted">{t("more", { count: found.rows.length })}</p>}
        <EntryPanel ctx={ctx} kind={kind} panel={search.panel} />
      </ListFrame>
    </Messages>
  );
});
