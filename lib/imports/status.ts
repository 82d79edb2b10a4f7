import type { ImportState } from "@/db/enums";

/**
 * uploaded → checking → checked → writing → done. A check can be repeated with another mapping as long as nothing was
 * written; `failed` says why nothing was, and lets one try again; `stopped` and `done` are final.
 */
export const importStatus = {
  uploaded: { running: false, canMap: true, canDiscard: true, tone: "neutral" },
  checking: { running: true, canMap: false, canDiscard: true, tone: "info" },
  checked: { running: false, canMap: true, canDiscard: true, tone: "warning" },
  writing: { running: true, canMap: false, canDiscard: false, tone: "info" },
  done: { running: false, canMap: false, canDiscard: false, tone: "success" },
  failed: { running: false, canMap: true, canDiscard: true, tone: "danger" },
  stopped: { running: false, canMap: false, canDiscard: false, tone: "neutral" },
} as const satisfies Record<ImportState, { running: boolean; canMap: boolean; canDiscard: boolean; tone: string }>;
