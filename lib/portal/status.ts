/** 已邀请 / 已开通 / 已停用 (CON-03): asked and without a password yet, in use, closed by somebody of the staff. */
export const portalStates = ["invited", "active", "disabled"] as const;
export type PortalState = (typeof portalStates)[number];

export type PortalAct = "resend" | "disable" | "enable";

/** What can be done to an access in each state. */
export const actsOf: Record<PortalState, readonly PortalAct[]> = {
  invited: ["resend", "disable"],
  active: ["disable"],
  disabled: ["enable"],
};

/** How long the link of an invitation works. */
export const INVITATION_DAYS = 7;
