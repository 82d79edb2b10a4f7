import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/layout/states";
import { buttonStyle } from "@/components/ui/button";

/** Inside the frame of the office: what an address names is not there, or not for this reader. */
export default async function NotFound() {
  const t = await getTranslations("errors.page");
  return (
    <EmptyState alone title={t("not_found_title")} help={t("not_found_help")}>
      <a className={buttonStyle()} href="/">
        {t("home")}
      </a>
    </EmptyState>
  );
}
