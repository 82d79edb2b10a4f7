import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { publicPage } from "@/lib/core/page";
import { ForgotForm } from "./forgot-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("sign_in"))("forgot.title") };
}

/** Where somebody goes who forgot their password (ACC-05). */
export default publicPage("who forgot the password cannot sign in", () => <ForgotForm />);
