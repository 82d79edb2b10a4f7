import { can, type StaffContext } from "@/lib/core/context";
import type { ImportRecord } from "./queries";

/** Rows of a file hold contact data: besides their importer, only who may see such data reads them (AZ-13). */
export const mayReadRows = (ctx: StaffContext, { createdBy }: Pick<ImportRecord, "createdBy">) =>
  createdBy === ctx.actor.id || can(ctx, "fields.contact_data");
