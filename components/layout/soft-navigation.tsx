"use client";

import { useRouter } from "next/navigation";
import {
  createContext,
  type MouseEvent,
  type ReactNode,
  type SubmitEvent,
  useCallback,
  useContext,
  useMemo,
  useState,
  useTransition,
} from "react";
import { LeaveDialog } from "./leave-dialog";
import { discardUnsaved, hasUnsaved } from "./unsaved";

type Navigate = (href: string) => void;
const NavigateContext = createContext<Navigate>((href) => window.location.assign(href));

/** Goes to an address of this application; asks first when something typed would be lost. */
export const useNavigate = () => useContext(NavigateContext);

/**
 * Turns the plain links and GET forms inside into navigations without a reload. One handler for a whole part of the page
 * instead of a component for each link: fifty rows of links cost nothing to render, and everything works before (and
 * without) JavaScript. While the answer is on its way the element carries `data-pending`.
 */
export function SoftNavigation({ children, className }: { children: ReactNode; className?: string }) {
  const router = useRouter();
  const [pending, start] = useTransition();
  const [leaving, setLeaving] = useState<string>();
  const go = useCallback((href: string) => start(() => router.push(href)), [router]);
  const navigate = useCallback((href: string) => (hasUnsaved() ? setLeaving(href) : go(href)), [go]);

  function onClick(event: MouseEvent) {
    const href = softHref(event);
    if (href === undefined) return;
    event.preventDefault();
    navigate(href);
  }
  function onSubmit(event: SubmitEvent<HTMLElement>) {
    const form = event.target;
    if (event.defaultPrevented || !(form instanceof HTMLFormElement) || form.method !== "get") return;
    event.preventDefault();
    navigate(formHref(form));
  }
  const leave = useMemo(
    () => () => {
      discardUnsaved();
      setLeaving(undefined);
      if (leaving) go(leaving);
    },
    [go, leaving],
  );
  return (
    <NavigateContext value={navigate}>
      <div role="presentation" className={className} data-pending={pending || undefined} {...{ onClick, onSubmit }}>
        {children}
      </div>
      <LeaveDialog open={leaving !== undefined} onStay={() => setLeaving(undefined)} onLeave={leave} />
    </NavigateContext>
  );
}

/** The address behind a plain left click on a link of this application; undefined when the browser should act itself. */
function softHref(event: MouseEvent): string | undefined {
  if (event.defaultPrevented || event.button !== 0) return undefined;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return undefined;
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link || link.origin !== window.location.origin || link.target || link.hasAttribute("download")) return undefined;
  if (link.dataset.hard !== undefined || link.getAttribute("href")?.startsWith("#")) return undefined;
  return link.pathname + link.search + link.hash;
}

/** The address that a GET form asks for, without the fields that were left empty. */
function formHref(form: HTMLFormElement): string {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form))
    if (typeof value === "string" && value.trim()) query.append(name, value);
  return `${new URL(form.action).pathname}?${query}`;
}
