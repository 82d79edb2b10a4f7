import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import { getLocale, getTimeZone, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { Locale } from "@/db/enums";
import { RootMessages } from "@/components/layout/root-messages";
import { ThemeScript } from "@/components/layout/theme-script";
import { Toaster } from "@/components/layout/toaster";
import "./globals.css";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("navigation");
  return {
    title: { default: t("product"), template: `%s · ${t("product")}` },
    robots: { index: false, follow: false },
  };
}

export const viewport: Viewport = { width: "device-width", initialScale: 1, colorScheme: "light dark" };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  const locale = (await getLocale()) as Locale;
  return (
    <html lang={locale} suppressHydrationWarning>
      <head>
        <ThemeScript nonce={nonce} />
      </head>
      <body>
        <RootMessages locale={locale} timeZone={await getTimeZone()}>
          {children}
          <Toaster />
        </RootMessages>
      </body>
    </html>
  );
}
