import type { toast } from "sonner";

type Notice = (to: typeof toast) => void;
let teller: typeof toast | undefined;
const waiting: Notice[] = [];
const listeners = new Set<() => void>();

/** Says it now, or as soon as the toaster is there: it is fetched for the first message, which most pages never have. */
function say(notice: Notice): void {
  if (teller) return notice(teller);
  waiting.push(notice);
  listeners.forEach((listener) => listener());
}

/** Short messages at the edge of the page, read aloud too. Refusals belong at the place of the act, not here. */
export const notify = {
  /** Something is done; `undo` is offered where taking it back is possible. */
  done: (text: string, undo?: { label: string; run: () => void }) =>
    say((to) => to.success(text, undo && { action: { label: undo.label, onClick: undo.run } })),
  /** Something was refused that has no place of its own on the page. */
  refused: (text: string) => say((to) => to.error(text, { duration: 10_000 })),
};

/** For the toaster: whether there has been a message to show. */
export const notices = {
  subscribe: (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
  any: () => teller !== undefined || waiting.length > 0,
  /** Hands over what shows messages, and shows those that waited for it. */
  toldBy: (to: typeof toast) => {
    teller = to;
    for (const notice of waiting.splice(0)) notice(to);
  },
};
