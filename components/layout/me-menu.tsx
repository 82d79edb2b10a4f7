"use client";

import { CircleUser } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";

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
  const style = "block w-full px-3 py-1 text-left hover:bg-hover";
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        className="inline-flex h-8 max-w-40 items-center gap-1.5 rounded px-2 hover:bg-hover"
      >
        <CircleUser aria-hidden size={16} className="shrink-0" />
        <span className="truncate max-md:sr-only">{name}</span>
      </button>
      <div
        id={id}
        popover="auto"
        className="fixed inset-auto top-12 right-2 m-0 w-56 rounded border bg-raised py-1 text-foreground shadow-float"
      >
        <p className="border-b px-3 pt-1 pb-2">
          <span className="block font-medium break-words">{name}</span>
          {detail && <span className="text-muted">{detail}</span>}
        </p>
        {links.map(({ label, href }) => (
          <a key={href} href={href} className={style}>
            {label}
          </a>
        ))}
        <form action={signOut} method="post">
          <button type="submit" className={style}>
            {t("sign_out")}
          </button>
        </form>
      </div>
    </>
  );
}
