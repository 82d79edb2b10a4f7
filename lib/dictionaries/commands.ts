import "server-only";
import { and, asc, eq, isNull, ne, sql } from "drizzle-orm";
import type { DictionaryKind } from "@/db/enums";
import { dictionaryEntries } from "@/db/schema";
import type { StaffContext } from "@/lib/core/context";
import { missing, refuse } from "@/lib/core/errors";
import { addRecord, lockRecord, removeRecord, saveRecord } from "@/lib/core/records";
import { dictionaryEntity } from "./entity";
import { dictionaries } from "./kinds";
import { levelOf } from "./queries";
import type { EntryId, NewEntryInput, PlaceEntryInput, RenameEntryInput } from "./schema";

const siblings = (kind: DictionaryKind, parentId: string | null) =>
  and(
    eq(dictionaryEntries.kind, kind),
    parentId ? eq(dictionaryEntries.parentId, parentId) : isNull(dictionaryEntries.parentId),
  );

/** Adds an entry behind its siblings. The depth of its kind decides whether it may stand below its parent. */
export async function addDictionaryEntry(ctx: StaffContext, { kind, parentId, name }: NewEntryInput) {
  if (parentId) {
    const parent = await lockRecord(ctx, dictionaryEntity, parentId, "view");
    if (parent.kind !== kind) missing();
    const { depth } = dictionaries[kind];
    if ((await levelOf(ctx, parentId)) >= depth) refuse("dictionaries.error.depth", { depth });
  }
  const [last] = await ctx.db
    .select({ sort: sql<number>`coalesce(max(${dictionaryEntries.sort}), -1)` })
    .from(dictionaryEntries)
    .where(siblings(kind, parentId));
  const values = { kind, parentId, name, sort: last!.sort + 1 };
  const { id } = await addRecord(ctx, dictionaryEntity, "dictionary.added", values);
  return { id, name };
}

/** Renames an entry: every record that refers to it says the new name from then on. */
export async function renameDictionaryEntry(ctx: StaffContext, { id, version, name }: RenameEntryInput) {
  const entry = await lockRecord(ctx, dictionaryEntity, id, "edit");
  await saveRecord(ctx, dictionaryEntity, "dictionary.renamed", entry, { name }, version);
  return { id };
}

/** Puts an entry at a place among its siblings. The log names the entry that was moved; the others only make room. */
export async function placeDictionaryEntry(ctx: StaffContext, { id, position }: PlaceEntryInput) {
  const entry = await lockRecord(ctx, dictionaryEntity, id, "edit");
  const others = await ctx.db
    .select({ id: dictionaryEntries.id })
    .from(dictionaryEntries)
    .where(and(siblings(entry.kind, entry.parentId), ne(dictionaryEntries.id, id)))
    .orderBy(asc(dictionaryEntries.sort), asc(dictionaryEntries.name), asc(dictionaryEntries.id))
    .for("no key update");
  const place = Math.min(position - 1, others.length);
  const order = others.map((other) => other.id).toSpliced(place, 0, id);
  await ctx.db.execute(sql`
    update dictionary_entries e set sort = o.place - 1
    from unnest(${sql.param(order)}::uuid[]) with ordinality o (id, place)
    where e.id = o.id and e.id <> ${id} and e.sort <> o.place - 1`);
  await saveRecord(ctx, dictionaryEntity, "dictionary.moved", entry, { sort: place });
  return { id };
}

/** Makes an entry the default of its kind, instead of the one before. */
export async function makeDefaultEntry(ctx: StaffContext, { id }: EntryId) {
  const entry = await lockRecord(ctx, dictionaryEntity, id, "edit");
  if (!entry.active) refuse("dictionaries.error.default_is_off");
  const [before] = await ctx.db
    .select()
    .from(dictionaryEntries)
    .where(
      and(eq(dictionaryEntries.kind, entry.kind), eq(dictionaryEntries.isDefault, true), ne(dictionaryEntries.id, id)),
    )
    .for("no key update");
  if (before) await saveRecord(ctx, dictionaryEntity, "dictionary.default_set", before, { isDefault: false });
  await saveRecord(ctx, dictionaryEntity, "dictionary.default_set", entry, { isDefault: true });
  return { id };
}

/** Leaves the kind of an entry without a default. */
export async function clearDefaultEntry(ctx: StaffContext, { id }: EntryId) {
  const entry = await lockRecord(ctx, dictionaryEntity, id, "edit");
  await saveRecord(ctx, dictionaryEntity, "dictionary.default_cleared", entry, { isDefault: false });
  return { id };
}

/** Offers an entry no longer, nor those below it; records that have it keep it. A default loses that place. */
export async function switchOffEntry(ctx: StaffContext, { id }: EntryId) {
  const entry = await lockRecord(ctx, dictionaryEntity, id, "edit");
  await saveRecord(ctx, dictionaryEntity, "dictionary.switched_off", entry, { active: false, isDefault: false });
  return { id };
}

/** Offers an entry again. */
export async function switchOnEntry(ctx: StaffContext, { id }: EntryId) {
  const entry = await lockRecord(ctx, dictionaryEntity, id, "edit");
  await saveRecord(ctx, dictionaryEntity, "dictionary.switched_on", entry, { active: true });
  return { id };
}

/** Deletes an entry to which nothing refers; the foreign keys refuse any other (CUS-02). */
export async function deleteDictionaryEntry(ctx: StaffContext, { id }: EntryId) {
  const entry = await lockRecord(ctx, dictionaryEntity, id, "delete");
  await removeRecord(ctx, dictionaryEntity, "dictionary.deleted", entry);
  return { id };
}
