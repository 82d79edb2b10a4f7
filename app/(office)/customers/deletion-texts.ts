import { getTranslations } from "next-intl/server";
import type { DeletionTexts } from "./customer-deletion";

/** The words of deleting a customer: so few that the list need not carry a whole domain's texts. */
export async function deletionTexts(): Promise<DeletionTexts> {
  const t = await getTranslations("bin");
  const text = (key: string) => t.raw(key) as string;
  return {
    label: t("delete"),
    confirm: { title: text("delete_title"), body: text("delete_body"), verb: text("delete_verb") },
    done: text("deleted"),
    again: t("again"),
  };
}
