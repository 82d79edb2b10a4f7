import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/layout/states";
import { buttonStyle } from "@/components/ui/button";

export default async function NotFound() {
  const t = await getTranslations("errors.page");
  return (
    <EmptyState title={t("not_found_title")} help={t("not_found_help")}>
      <a className={buttonStyle()} href="/">
        {t("home")}
      </a>
    </EmptyState>
  );
}
