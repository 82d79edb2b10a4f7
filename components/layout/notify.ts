import { toast } from "sonner";

/** Short messages at the edge of the page, read aloud too. Refusals belong at the place of the act, not here. */
export const notify = {
  /** Something is done; `undo` is offered where taking it back is possible. */
  done: (text: string, undo?: { label: string; run: () => void }) =>
    toast.success(text, undo && { action: { label: undo.label, onClick: undo.run } }),
  /** Something was refused that has no place of its own on the page. */
  refused: (text: string) => toast.error(text, { duration: 10_000 }),
};
