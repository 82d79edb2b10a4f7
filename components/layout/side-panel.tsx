"use client";

import { X } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useId, useRef, useState } from "react";
import { IconButton } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { listHref } from "@/lib/core/list-href";
import { LeaveDialog } from "./leave-dialog";
import { discardUnsaved, hasUnsaved } from "./unsaved";
import { useBackGuard } from "./use-back-guard";
import { useReady } from "./use-ready";

const FIRST_FIELD = ".panel-body :is(input, select, textarea):not([type=hidden], :disabled)";
const CloseContext = createContext<(() => void) | undefined>(undefined);

/** Closes the panel around, after asking when something in it is unsaved; undefined outside of a panel. */
export const useClosePanel = () => useContext(CloseContext);

/**
 * A panel over the list, opened by the search parameter `panel` and closed by taking it away: by the cross, Esc, a click
 * beside it, or Back. `wide` (720 px) is for forms with lines. On a telephone it fills the screen.
 */
export function SidePanel({ title, wide = false, children }: { title: string; wide?: boolean; children: ReactNode }) {
  const t = useTranslations("ui");
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const router = useRouter();
  const path = usePathname();
  const search = useSearchParams().toString();
  const [asking, setAsking] = useState(false);
  const ready = useReady();

  useEffect(() => {
    const before = document.activeElement;
    const element = dialog.current;
    // Without JavaScript the panel stands there open; from here on it is a modal one.
    element?.removeAttribute("open");
    element?.showModal();
    return () => {
      element?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  // Fields are disabled until the page is alive.
  useEffect(() => {
    if (ready) dialog.current?.querySelector<HTMLElement>(FIRST_FIELD)?.focus();
  }, [ready]);

  const leave = useCallback(() => {
    discardUnsaved();
    const list = path + listHref(search, { panel: null }).replace(/^\?$/, "");
    if (cameFrom(list)) router.back();
    else router.replace(list, { scroll: false });
  }, [path, router, search]);
  const ask = useCallback(() => setAsking(true), []);
  const close = useCallback(() => (hasUnsaved() ? ask() : leave()), [ask, leave]);
  useBackGuard(ask);

  return (
    <CloseContext value={close}>
      <dialog
        ref={dialog}
        open
        aria-labelledby={heading}
        className="panel"
        data-wide={wide || undefined}
        onCancel={(event) => {
          event.preventDefault();
          if (event.target === dialog.current) close();
        }}
        onPointerDown={(event) => event.target === dialog.current && close()}
      >
        <header>
          <h2 id={heading} className="truncate">
            {title}
          </h2>
          <IconButton label={t("close")} onClick={close}>
            <Icon of={X} />
          </IconButton>
        </header>
        <div className="panel-body">{children}</div>
        <LeaveDialog open={asking} onStay={() => setAsking(false)} onLeave={leave} />
      </dialog>
    </CloseContext>
  );
}

/** Whether the entry before this one in the history is the list, so that closing is the same as going back. */
function cameFrom(list: string): boolean {
  if (!("navigation" in window)) return false;
  const { navigation } = window;
  const before = navigation.entries()[(navigation.currentEntry?.index ?? 0) - 1];
  return before?.url === new URL(list, window.location.href).href;
}
