"use client";

import { CircleUser } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { Icon } from "@/components/ui/icon";

export type MeMenuProps = {
  name: string;
  /** What stands below the name: position, department. */
  detail?: string;
  links: readonly { label: string; href: string }[];
  /** The address that ends the session. */
  signOut: string;
};

/** Who is signed in, their own pages, and the way out. */
export function MeMenu({ name, detail, links, signOut }: MeMenuProps) {
  const t = useTranslations("ui");
  const id = useId();
  return (
    <>
      <button type="button" popoverTarget={id} className="me">
        <Icon of={CircleUser} />
        <span>{name}</span>
      </button>
      <div id={id} popover="auto" className="me-menu items">
        <p>
          <b>{name}</b>
          {detail}
        </p>
        {links.map(({ label, href }) => (
          <a key={href} href={href}>
            {label}
          </a>
        ))}
        <form action={signOut} method="post">
          <button type="submit">{t("sign_out")}</button>
        </form>
      </div>
    </>
  );
}
