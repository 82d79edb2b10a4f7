import "server-only";
import { can, type StaffContext } from "@/lib/core/context";
import { refuse } from "@/lib/core/errors";
import { contactDataFields } from "@/lib/customers/import/columns";
import { holdUndone, judgeReach } from "@/lib/customers/import/undo-reach";
import type { ImportOptions, UndoDefinition } from "@/lib/imports/define";
import { concludeRecords } from "@/lib/imports/undo-set";
import { keepContacts, takeBackContacts } from "../undo";

/** Takes an import of contacts back (IMP-05, I10): new ones go, changed ones get their old values, unless people changed them since. */
export const contactUndo: UndoDefinition = { allow, judge, takeBack: takeBackContacts };

/** An undo changes what its user may change by hand, no more. */
function allow(ctx: StaffContext, { columns }: ImportOptions): void {
  if (!can(ctx, "contacts.edit")) refuse("import_undo.error.may_not_edit_contacts");
  if (columns.some(({ field }) => field && contactDataFields.includes(field)) && !can(ctx, "fields.contact_data"))
    refuse("import_undo.error.may_not_see_contact_data");
}

async function judge(ctx: StaffContext, purpose: "preview" | "write"): Promise<void> {
  if (purpose === "write") await holdUndone(ctx);
  await judgeReach(ctx);
  await keepContacts(ctx);
  await concludeRecords(ctx);
}
