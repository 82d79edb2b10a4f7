import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { Alert } from "@/components/ui/alert";
import { buttonStyle } from "@/components/ui/button";
import { publicPage } from "@/lib/core/page";
import { findOpenLink } from "@/lib/users/first-password";
import { Panel } from "../panel";
import { FirstPasswordForm } from "./first-password-form";

type Props = { searchParams: Promise<{ token?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("sign_in"))("first.title") };
}

/** Where a single-use link leads (D-51): the form, or why the link does not work. Looking at it does not use it up. */
export default publicPage<Props>("the link is the proof", async ({ searchParams }) => {
  const t = await getTranslations("sign_in");
  const { token } = await searchParams;
  const owner = typeof token === "string" ? await findOpenLink(token, new Date()) : undefined;
  if (owner) return <FirstPasswordForm token={String(token)} login={owner.login} />;
  return (
    <Panel title={t("first.ended_title")}>
      <Alert tone="warning">{t("first.ended")}</Alert>
      <Link href="/sign-in" className={buttonStyle({ size: "large" })}>
        {t("first.to_sign_in")}
      </Link>
    </Panel>
  );
});
