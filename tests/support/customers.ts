import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { attachments, type Customer, contacts, customerMerges, customers, deletions } from "@/db/schema";
import { unique } from "./people";

const NOW = new Date("2026-03-02T09:00:00Z");

type Values = Partial<typeof customers.$inferInsert>;

/** A customer as it stands in the table; private ones need an owner, public ones a department. */
export async function makeCustomer(db: Db, values: Values = {}) {
  const [customer] = await db
    .insert(customers)
    .values({
      number: unique("T"),
      name: unique("客户"),
      kind: "company",
      ownership: values.departmentId && !values.ownerId ? "public" : "private",
      createdAt: NOW,
      updatedAt: NOW,
      ...values,
    })
    .returning();
  return customer!;
}

export async function makeContact(db: Db, customerId: string, values: Partial<typeof contacts.$inferInsert> = {}) {
  const row = { customerId, name: unique("联系人"), isPrimary: true, createdAt: NOW, updatedAt: NOW, ...values };
  const [contact] = await db.insert(contacts).values(row).returning();
  return contact!;
}

/** An attachment as it stands in the table; its file is nowhere. */
export async function makeAttachment(db: Db, customerId: string, createdBy: string) {
  const keys = { storageKey: crypto.randomUUID(), uploadKey: crypto.randomUUID(), hash: "0".repeat(64) };
  const row = { customerId, createdBy, name: unique("合同"), format: "txt" as const, size: 1, ...keys };
  const [attachment] = await db
    .insert(attachments)
    .values({ ...row, createdAt: NOW, updatedAt: NOW })
    .returning();
  return attachment!;
}

/** A customer in the recycle bin, alone. */
export async function makeDeletion(db: Db, { id, number, name }: Customer, deletedBy: string, deletedAt = NOW) {
  const values = { customerId: id, number, name, deletedBy, deletedAt, customerCount: 1, contactCount: 0 };
  const [deletion] = await db.insert(deletions).values(values).returning();
  await db.update(customers).set({ deletedAt, deletionId: deletion!.id }).where(eq(customers.id, id));
  return deletion!;
}

/** A customer that went into another, with nothing that moved. */
export async function makeMerge(
  db: Db,
  survivor: { id: string },
  loser: { id: string },
  mergedBy: string,
  mergedAt = NOW,
) {
  const values = { survivorId: survivor.id, loserId: loser.id, mergedBy, mergedAt };
  const [merge] = await db.insert(customerMerges).values(values).returning();
  await db.update(customers).set({ deletedAt: mergedAt, mergedInto: survivor.id }).where(eq(customers.id, loser.id));
  return merge!;
}
