import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import { MoreMessages } from "./more-messages";

/** Hands the texts of the named domains to the client components inside, on top of those that are there already. */
export async function Messages({ of, children }: { of: readonly string[]; children: ReactNode }) {
  const all = Object.entries(await getMessages());
  return (
    <MoreMessages messages={Object.fromEntries(all.filter(([name]) => of.includes(name)))}>{children}</MoreMessages>
  );
}
