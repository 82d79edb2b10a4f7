import { getTranslations } from "next-intl/server";
import { EmptyState } from "./states";
import { buttonStyle } from "@/components/ui/button";

/** What an address names is not there, or not for this reader: the same words for both. */
export async function NotFoundState() {
  const t = await getTranslations("errors.page");
  return (
    <EmptyState alone title={t("not_found_title")} help={t("not_found_help")}>
      <a className={buttonStyle()} href="/">
        {t("home")}
      </a>
    </EmptyState>
  );
}
