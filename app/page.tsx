import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/layout/states";
import { can } from "@/lib/core/context";
import { page } from "@/lib/core/page";
import { navigation } from "@/lib/navigation";

/** Everybody begins at the first place of the menu that they may open. */
export default page("signed in", async (ctx) => {
  const first = navigation.flatMap(({ places }) => places).find(({ permission }) => can(ctx, permission));
  if (first) redirect(first.path);
  const t = await getTranslations("errors.page");
  const navigationTexts = await getTranslations("navigation");
  return (
    <main>
      <EmptyState alone title={t("nothing_title")} help={t("nothing_help")}>
        <form action="/sign-out" method="post">
          <button type="submit">{navigationTexts("sign_out")}</button>
        </form>
      </EmptyState>
    </main>
  );
});
