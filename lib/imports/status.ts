import type { ImportState } from "@/db/enums";

/**
 * uploaded → checking → checked → writing → done → undoing → undone. A check can be repeated with another mapping as long as
 * nothing was written; `failed` says why nothing was, and lets one try again; `stopped` and `undone` are final. A run can be
 * stopped until it has ended, an undo cannot.
 */
export const importStatus = {
  uploaded: { running: false, canMap: true, canDiscard: true, canStop: false, tone: "neutral" },
  checking: { running: true, canMap: false, canDiscard: false, canStop: true, tone: "info" },
  checked: { running: false, canMap: true, canDiscard: true, canStop: false, tone: "warning" },
  writing: { running: true, canMap: false, canDiscard: false, canStop: true, tone: "info" },
  done: { running: false, canMap: false, canDiscard: false, canStop: false, tone: "success" },
  failed: { running: false, canMap: true, canDiscard: true, canStop: false, tone: "danger" },
  stopped: { running: false, canMap: false, canDiscard: false, canStop: false, tone: "neutral" },
  undoing: { running: true, canMap: false, canDiscard: false, canStop: false, tone: "info" },
  undone: { running: false, canMap: false, canDiscard: false, canStop: false, tone: "neutral" },
} as const satisfies Record<
  ImportState,
  { running: boolean; canMap: boolean; canDiscard: boolean; canStop: boolean; tone: string }
>;
