import "server-only";
import { eq } from "drizzle-orm";
import { customerBilling } from "@/db/schema";
import { can, type Context } from "@/lib/core/context";
import { addRecord, lockRecord, saveRecord } from "@/lib/core/records";
import { billingEntity, customerEntity } from "./entity";
import type { BillingEdit } from "./schema";

/** Files or changes the billing information of a customer (CUS-07). The customer's row is held, so that two first filings take turns. */
export async function editBilling(ctx: Context, { id, version, ...input }: BillingEdit) {
  await lockRecord(ctx, customerEntity, id, "edit_billing");
  const values = can(ctx, "fields.bank_data") ? input : { ...input, bank: undefined, accountNumber: undefined };
  const [before] = await ctx.db.select().from(customerBilling).where(eq(customerBilling.id, id));
  const after = before
    ? await saveRecord(ctx, billingEntity, "customer.billing_edited", before, values, version)
    : await addRecord(ctx, billingEntity, "customer.billing_edited", { id, ...values });
  return { id, version: after.version };
}
