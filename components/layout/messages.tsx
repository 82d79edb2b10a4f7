import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import { MoreMessages } from "./more-messages";

/** For the root layout: language, time zone and the texts that every page needs in the browser (`ui`, `errors`). */
export async function RootMessages({ children }: { children: ReactNode }) {
  return <NextIntlClientProvider messages={await named(["ui", "errors"])}>{children}</NextIntlClientProvider>;
}

/** Hands the texts of the named domains to the client components inside, on top of those that are there already. */
export async function Messages({ of, children }: { of: readonly string[]; children: ReactNode }) {
  return <MoreMessages messages={await named(of)}>{children}</MoreMessages>;
}

async function named(namespaces: readonly string[]) {
  const all = await getMessages();
  return Object.fromEntries(Object.entries(all).filter(([name]) => namespaces.includes(name)));
}
