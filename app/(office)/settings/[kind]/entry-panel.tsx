import { getTranslations } from "next-intl/server";
import { SidePanel } from "@/components/layout/side-panel";
import type { DictionaryKind } from "@/db/enums";
import { can, type StaffContext } from "@/lib/core/context";
import { findEntry } from "@/lib/dictionaries/tree";
import { EntryForm, RenameForm } from "./entry-form";

const PANEL = /^(new|edit)(?:\.([0-9a-f-]{36}))?$/;

/** The panel over the list: `panel=new`, `panel=new.<id of the one above>` or `panel=edit.<id>`, for those who may. */
export async function EntryPanel({
  ctx,
  kind,
  panel,
}: {
  ctx: StaffContext;
  kind: DictionaryKind;
  panel: string | string[] | undefined;
}) {
  const [, what, id] = (typeof panel === "string" && PANEL.exec(panel)) || [];
  if (!what || !can(ctx, what === "new" ? "dictionaries.create" : "dictionaries.edit")) return null;
  const t = await getTranslations("dictionaries");
  const entry = id ? await findEntry(ctx, kind, id) : undefined;
  if (id && !entry) return null;
  if (what === "new")
    return (
      <SidePanel
        title={entry ? t("new_below_title", { name: entry.name }) : t("new_title", { kind: t(`kind.${kind}`) })}
      >
        <EntryForm kind={kind} parentId={entry?.id ?? null} />
      </SidePanel>
    );
  if (!entry) return null;
  return (
    <SidePanel title={t("edit_title", { name: entry.name })}>
      <RenameForm key={entry.version} entry={{ id: entry.id, name: entry.name, version: entry.version }} />
    </SidePanel>
  );
}
