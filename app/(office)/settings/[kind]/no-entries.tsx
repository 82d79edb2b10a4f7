import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/layout/states";
import { buttonStyle } from "@/components/ui/button";

/** An empty dictionary, or one in which nothing was found. */
export async function NoEntries({ filtered, create }: { filtered: boolean; create?: { label: string; href: string } }) {
  const t = await getTranslations("dictionaries");
  if (filtered)
    return (
      <EmptyState title={t("none_title")} help={t("none_help")}>
        <a className={buttonStyle()} href="?">
          {t("reset")}
        </a>
      </EmptyState>
    );
  return (
    <EmptyState title={t("empty_title")} help={t("empty_help")}>
      {create && (
        <a className={buttonStyle({ variant: "primary" })} href={create.href}>
          {create.label}
        </a>
      )}
    </EmptyState>
  );
}
