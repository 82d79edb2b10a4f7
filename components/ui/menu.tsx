"use client";

import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";

export type MenuItem = {
  key: string;
  label: string;
  href?: string;
  onSelect?: () => void;
  danger?: boolean;
  download?: boolean;
};

/**
 * A menu that floats beside the element that opened it: arrows, Home and End move, Esc and a click elsewhere close it,
 * and the focus goes back. It stands on the browser's popover, so nothing can cut it off.
 */
export function PopupMenu({
  anchor,
  items,
  label,
  onClose,
}: {
  anchor: HTMLElement;
  items: readonly MenuItem[];
  label: string;
  onClose: () => void;
}) {
  const menu = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = menu.current;
    if (!element) return;
    element.showPopover();
    place(element, anchor.getBoundingClientRect());
    element.querySelector<HTMLElement>("[role=menuitem]")?.focus();
    return () => anchor.focus({ preventScroll: true });
  }, [anchor]);

  function onKeyDown(event: KeyboardEvent) {
    const all = [...(menu.current?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
    const at = all.indexOf(document.activeElement as HTMLElement);
    const moves: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 };
    if (event.key === "Tab") return onClose();
    const to = moves[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    all.at(to % all.length)?.focus();
  }
  return (
    <div
      ref={menu}
      popover="auto"
      role="menu"
      tabIndex={-1}
      aria-label={label}
      onKeyDown={onKeyDown}
      onToggle={(event) => event.newState === "closed" && onClose()}
      className="popup-menu items"
    >
      {items.map((item) => {
        const className = item.danger ? "text-danger" : undefined;
        return item.href ? (
          <a
            key={item.key}
            role="menuitem"
            tabIndex={-1}
            href={item.href}
            download={item.download}
            className={className}
            onClick={onClose}
          >
            {item.label}
          </a>
        ) : (
          <button
            key={item.key}
            type="button"
            role="menuitem"
            tabIndex={-1}
            className={className}
            onClick={() => {
              onClose();
              item.onSelect?.();
            }}
          >
            {item.label}
          </button>
        );
      })}
    </div>
  );
}

/** Below the anchor and flush with its right edge; above it when there is no room below. */
function place(menu: HTMLElement, at: DOMRect) {
  const below = at.bottom + 4 + menu.offsetHeight <= window.innerHeight;
  menu.style.top = `${below ? at.bottom + 4 : Math.max(4, at.top - 4 - menu.offsetHeight)}px`;
  menu.style.left = `${Math.max(4, Math.min(at.right, window.innerWidth - 4) - menu.offsetWidth)}px`;
}

/** A button that opens a menu; `label` is the name of the menu. */
export function MenuButton({
  items,
  label,
  children,
  className,
}: {
  items: readonly MenuItem[];
  label: string;
  children: ReactNode;
  className?: string;
}) {
  const [anchor, setAnchor] = useState<HTMLElement>();
  return (
    <>
      <button
        type="button"
        aria-haspopup="menu"
        aria-expanded={anchor !== undefined}
        className={className}
        onClick={(event) => setAnchor(anchor ? undefined : event.currentTarget)}
      >
        {children}
      </button>
      {anchor && <PopupMenu anchor={anchor} items={items} label={label} onClose={() => setAnchor(undefined)} />}
    </>
  );
}
