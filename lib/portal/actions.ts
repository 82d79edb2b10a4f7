"use server";

import { action, portalAction } from "@/lib/core/action";
import { changeOwnPassword } from "@/lib/users/own-password-commands";
import { nothing, ownPassword, sessionId } from "@/lib/users/schema";
import { endOtherSessions, endOwnSession } from "@/lib/users/session-commands";
import { disableAccess, enableAccess, inviteContact, resendInvitation } from "./commands";
import { invitation, invitedContact } from "./schema";

export const inviteContactAction = action("contacts.invite", invitation, inviteContact, {
  example: ({ customer, contact }) => ({ customerId: customer!, contactId: contact!, locale: "zh-CN" }),
});
export const resendInvitationAction = action("contacts.invite", invitedContact, resendInvitation, {
  example: ({ invitedContact: contactId }) => ({ contactId }),
});
export const disableAccessAction = action("contacts.invite", invitedContact, disableAccess, {
  example: ({ invitedContact: contactId }) => ({ contactId }),
});
export const enableAccessAction = action("contacts.invite", invitedContact, enableAccess, {
  example: ({ disabledContact: contactId }) => ({ contactId }),
});

const password = { password: "an example of a password", passwordAgain: "an example of a password" };

export const changePortalPasswordAction = portalAction(ownPassword, changeOwnPassword, {
  example: () => ({ current: "not the password", ...password }),
});
export const endPortalSessionAction = portalAction(sessionId, endOwnSession, {
  example: (known) => ({ id: known.session! }),
});
export const endOtherPortalSessionsAction = portalAction(nothing, endOtherSessions, { example: () => ({}) });
