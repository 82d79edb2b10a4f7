import "server-only";
import { and, eq } from "drizzle-orm";
import { customers, departments, dictionaryEntries, users } from "@/db/schema";
import type { DictionaryKind } from "@/db/enums";
import { addContact } from "@/lib/contacts/commands";
import { can, type Context, type StaffContext } from "@/lib/core/context";
import { reject, type Sentence } from "@/lib/core/errors";
import { addRecord, lockRecord, saveRecord } from "@/lib/core/records";
import { scope } from "@/lib/core/scope";
import { takeNumber } from "@/lib/numbering/commands";
import { customerEntity } from "./entity";
import { assertRoom } from "./quota";
import type { CustomerEdit, NewCustomer } from "./schema";

/** Files a customer; the creator owns it unless somebody with the right to assign says otherwise (CUS-03). */
export async function createCustomer(ctx: StaffContext, { contact, number, ...input }: NewCustomer) {
  const owner = ownerOf(ctx, input);
  const values = { ...withoutHidden(ctx, input), ...owner };
  await judge(ctx, values, {});
  if (values.ownership === "private") await assertRoom(ctx, values.ownerId!);
  const customer = await addRecord(ctx, customerEntity, "customer.created", {
    ...values,
    createdBy: ctx.actor.id,
    number: number ?? (await takeNumber(ctx, "customer")),
  });
  if (contact?.name) await addContact(ctx, customer.id, { ...contact, name: contact.name });
  return { id: customer.id, number: customer.number, name: customer.name };
}

/** Saves an edit of the version that the person saw. Owner, department and 私有/公共 change only with the right to assign. */
export async function editCustomer(ctx: StaffContext, { id, version, number, ...input }: CustomerEdit) {
  const before = await lockRecord(ctx, customerEntity, id, "edit");
  const values = withoutHidden(ctx, input);
  await judge(ctx, values, before);
  if (ownershipFields.some((field) => values[field] !== undefined && values[field] !== before[field]))
    await lockRecord(ctx, customerEntity, id, "assign");
  const owner = values.ownerId === undefined ? before.ownerId : values.ownerId;
  if (values.ownership === "private" && owner && (before.ownership !== "private" || owner !== before.ownerId))
    await assertRoom(ctx, owner);
  const after = await saveRecord(
    ctx,
    customerEntity,
    "customer.edited",
    before,
    { ...values, number: number ?? before.number },
    version,
  );
  return { id, version: after.version };
}

const ownershipFields = ["ownership", "ownerId", "departmentId"] as const;
type Values = Omit<NewCustomer, "contact" | "number">;

/** Who may not see contact data does not overwrite it either: the form did not show it. */
function withoutHidden<T extends Partial<Values>>(ctx: Context, input: T): T {
  return can(ctx, "fields.contact_data") ? input : { ...input, phone: undefined, fax: undefined, email: undefined };
}

/** A new customer's owner: the creator; without the right to assign nobody else can be named. */
function ownerOf(ctx: StaffContext, input: Values): Pick<Values, "ownerId" | "departmentId"> {
  if (can(ctx, "customers.assign")) return { ownerId: input.ownerId ?? ctx.actor.id, departmentId: input.departmentId };
  const own = ctx.actor.access.departments;
  if (input.ownerId && input.ownerId !== ctx.actor.id) reject({ ownerId: { key: "customers.error.assign_needed" } });
  if (input.departmentId && !own.includes(input.departmentId))
    reject({ departmentId: { key: "customers.error.assign_needed" } });
  return { ownerId: ctx.actor.id, departmentId: input.departmentId };
}

/** Judges a customer's values against those before: everything that is wrong is said at once, each at its field. */
async function judge(ctx: StaffContext, values: Partial<Values>, before: Partial<Values>): Promise<void> {
  const fields: Record<string, Sentence> = {};
  const say = (field: string, key: string) => void (fields[field] ??= { key });
  const changed = (field: keyof Values) =>
    values[field] !== undefined && (values[field] ?? null) !== (before[field] ?? null);

  if (values.ownership === "private" && !values.ownerId) say("ownerId", "customers.error.owner_needed");
  if (values.ownership === "public" && !values.departmentId) say("departmentId", "customers.error.department_needed");
  const isNew = before.ownership === undefined;
  for (const field of ownershipFields)
    if (!isNew && changed(field) && !can(ctx, "customers.assign")) say(field, "customers.error.assign_needed");
  if (changed("ownerId") && values.ownerId && !(await isActiveUser(ctx, values.ownerId)))
    say("ownerId", "customers.error.owner_gone");
  if (changed("departmentId") && values.departmentId && !(await isDepartment(ctx, values.departmentId)))
    say("departmentId", "errors.not_found");
  const allowed = ctx.actor.access.customerTypes;
  if (allowed && !allowed.includes(values.typeId ?? "")) say("typeId", "customers.error.type_not_allowed");
  for (const [field, kind] of dictionaryFields)
    if (changed(field) && values[field] && !(await isEntry(ctx, values[field] as string, kind)))
      say(field, "errors.choice");
  // AZ-04: a parent that the actor may not see is no parent to choose.
  if (changed("parentId") && values.parentId && !(await isVisible(ctx, values.parentId)))
    say("parentId", "errors.not_found");
  if (Object.keys(fields).length > 0) reject(fields);
}

const dictionaryFields = [
  ["typeId", "customer_type"],
  ["industryId", "industry"],
  ["sourceId", "source"],
  ["levelId", "level"],
  ["creditRatingId", "credit_rating"],
  ["regionId", "region"],
] as const satisfies [keyof Values, DictionaryKind][];

const found = async (rows: Promise<unknown[]>) => (await rows).length > 0;

/** Whoever becomes an owner works here, and is held: nobody leaves while they are given something (ORG-09). */
const isActiveUser = (ctx: Context, id: string) =>
  found(
    ctx.db
      .select({ id: users.id, deletedAt: users.deletedAt })
      .from(users)
      .where(and(eq(users.id, id), eq(users.audience, "staff"), eq(users.state, "employed")))
      .for("no key update")
      .then((rows) => rows.filter((row) => !row.deletedAt)),
  );
const isDepartment = (ctx: Context, id: string) =>
  found(ctx.db.select({ id: departments.id }).from(departments).where(eq(departments.id, id)));
const isEntry = (ctx: Context, id: string, kind: DictionaryKind) =>
  found(
    ctx.db
      .select({ id: dictionaryEntries.id })
      .from(dictionaryEntries)
      .where(and(eq(dictionaryEntries.id, id), eq(dictionaryEntries.kind, kind), eq(dictionaryEntries.active, true))),
  );
const isVisible = (ctx: Context, id: string) =>
  found(
    ctx.db
      .select({ id: customers.id })
      .from(customers)
      .where(and(eq(customers.id, id), scope(ctx, customerEntity, "view"))),
  );
