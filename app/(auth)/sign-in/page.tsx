import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { env } from "@/lib/core/env";
import { publicPage } from "@/lib/core/page";
import { safePath } from "@/lib/core/safe-path";
import { currentSession } from "@/lib/core/session";
import { areaOf, homeOf } from "@/lib/navigation";
import { SignInForm } from "./sign-in-form";

type Props = { searchParams: Promise<{ to?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("sign_in"))("title") };
}

/** Where strangers come in. Somebody who is signed in goes on to where they wanted to go, else to their first place. */
export default publicPage<Props>("nobody is signed in before it", async ({ searchParams }) => {
  const current = await currentSession();
  const to = safePath((await searchParams).to);
  if (current) redirect(to && areaOf(to.split("?")[0]!) === current.audience ? to : homeOf(current.audience));
  return <SignInForm demo={env().APP_ENV === "demo"} />;
});
