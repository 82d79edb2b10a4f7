"use client";

import { type AbstractIntlMessages, NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import type { Locale } from "@/db/enums";
import enErrors from "@/messages/en/errors.json";
import enUi from "@/messages/en/ui.json";
import plErrors from "@/messages/pl/errors.json";
import plUi from "@/messages/pl/ui.json";
import zhErrors from "@/messages/zh-CN/errors.json";
import zhUi from "@/messages/zh-CN/ui.json";

const texts: Record<Locale, AbstractIntlMessages> = {
  "zh-CN": { ui: zhUi, errors: zhErrors },
  en: { ui: enUi, errors: enErrors },
  pl: { ui: plUi, errors: plErrors },
};

/**
 * For the root layout: language, time zone and the texts that every page needs in the browser (`ui`, `errors`). They travel
 * with the scripts, which a browser keeps, instead of with every page (SPD-01).
 */
export function RootMessages(props: { locale: Locale; timeZone: string; children: ReactNode }) {
  return <NextIntlClientProvider {...props} messages={texts[props.locale]} />;
}
