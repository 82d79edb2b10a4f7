import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/layout/states";
import { buttonStyle } from "@/components/ui/button";

/** An empty part of the log. */
export async function NothingRecorded({ filtered }: { filtered: boolean }) {
  const t = await getTranslations("audit");
  if (!filtered) return <EmptyState title={t("empty_title")} />;
  return (
    <EmptyState title={t("none_title")} help={t("none_help")}>
      <a className={buttonStyle()} href="?">
        {t("reset")}
      </a>
    </EmptyState>
  );
}
