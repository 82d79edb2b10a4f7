import { getTranslations } from "next-intl/server";
import { SidePanel } from "@/components/layout/side-panel";
import { can, type StaffContext } from "@/lib/core/context";
import { findTag } from "@/lib/tags/queries";
import { MergeForm } from "./merge-form";
import { TagForm } from "./tag-form";

const PANEL = /^(edit|merge)\.([0-9a-f-]{36})$/;

/** The panel over the tags: `panel=new`, `edit.<id>` or `merge.<id>`, for those who may. */
export async function TagPanel({ ctx, panel }: { ctx: StaffContext; panel: string | string[] | undefined }) {
  if (typeof panel !== "string") return null;
  const t = await getTranslations("tags");
  if (panel === "new" && can(ctx, "tags.create"))
    return (
      <SidePanel title={t("new")}>
        <TagForm />
      </SidePanel>
    );
  const [, what, id] = PANEL.exec(panel) ?? [];
  const tag = id && can(ctx, "tags.edit") ? await findTag(ctx, id) : undefined;
  if (!tag) return null;
  return what === "merge" ? (
    <SidePanel title={t("merge_of", { name: tag.name })}>
      <MergeForm tag={tag} />
    </SidePanel>
  ) : (
    <SidePanel title={t("edit_of", { name: tag.name })}>
      <TagForm key={tag.version} tag={tag} />
    </SidePanel>
  );
}
