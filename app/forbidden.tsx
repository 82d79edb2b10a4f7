import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/layout/states";
import { buttonStyle } from "@/components/ui/button";

export default async function Forbidden() {
  const t = await getTranslations("errors.page");
  return (
    <EmptyState alone title={t("forbidden_title")} help={t("forbidden_help")}>
      <a className={buttonStyle()} href="/">
        {t("home")}
      </a>
    </EmptyState>
  );
}
