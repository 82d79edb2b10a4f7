"use client";

import { usePathname } from "next/navigation";
import { Icon } from "@/components/ui/icon";
import { type MenuIcon, menuIcons } from "./menu-icons";

export type MenuPlace = { label: string; href: string };
/** A group of the menu; one without `items` is itself a place. */
export type MenuGroup = { label: string; icon: MenuIcon; href?: string; items?: readonly MenuPlace[] };

/** Whether a page belongs to a place of the menu: it is the page, or lies below it. */
const isAt = (path: string, href: string) => path === href || path.startsWith(`${href}/`);

/** The group and place of the menu that a path belongs to; the longest address that fits holds. */
export function placeOf(menu: readonly MenuGroup[], path: string) {
  let best: { group: MenuGroup; place?: MenuPlace; href: string } | undefined;
  for (const group of menu)
    for (const place of [...(group.href ? [{ label: group.label, href: group.href }] : []), ...(group.items ?? [])])
      if (isAt(path, place.href) && place.href.length > (best?.href.length ?? 0))
        best = { group, place: place.href === group.href ? undefined : place, href: place.href };
  return best;
}

/** The groups and places of the menu. Groups fold by themselves; the current one is open. */
export function OfficeMenu({ menu }: { menu: readonly MenuGroup[] }) {
  const here = placeOf(menu, usePathname());
  return (
    <ul className="menu">
      {menu.map((group) => {
        const current = here?.group === group;
        const head = (
          <>
            <Icon of={menuIcons[group.icon]} />
            <span>{group.label}</span>
          </>
        );
        return (
          <li key={group.label} data-current={current || undefined}>
            {group.items ? (
              <details open={current} name="menu">
                <summary title={group.label}>{head}</summary>
                <ul>
                  {group.items.map(({ label, href }) => (
                    <li key={href}>
                      <a href={href} aria-current={here?.href === href ? "page" : undefined}>
                        {label}
                      </a>
                    </li>
                  ))}
                </ul>
              </details>
            ) : (
              <a href={group.href} title={group.label} aria-current={current ? "page" : undefined}>
                {head}
              </a>
            )}
          </li>
        );
      })}
    </ul>
  );
}
