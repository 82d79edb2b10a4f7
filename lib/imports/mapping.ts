import "server-only";
import type { StaffContext } from "@/lib/core/context";
import { suggestMapping } from "@/lib/core/sheet/mapping";
import type { MappedColumn } from "./define";
import { importDefinitions } from "./definitions";
import { labelsOf } from "./labels";
import { type ImportRecord, rememberedFields } from "./queries";

/**
 * The mapping that the page begins with: what was chosen for this import already; else for each header what this user chose
 * last; else what the header's words suggest. A field is given away once.
 */
export async function startingMapping(ctx: StaffContext, record: ImportRecord): Promise<MappedColumn[]> {
  if (record.options) return record.options.columns;
  const { sheet } = importDefinitions[record.kind];
  const { headers } = record.head;
  const remembered = await rememberedFields(ctx, record.kind);
  const known = new Set(sheet.columns.map(({ field }) => field));
  const taken = new Set<string>();
  const take = (field: string | null | undefined) => {
    if (!field || taken.has(field) || !known.has(field)) return null;
    taken.add(field);
    return field;
  };
  const fromMemory = headers.map((header) => (remembered.has(header) ? take(remembered.get(header)) : undefined));
  const suggested = suggestMapping(sheet, headers, labelsOf(sheet));
  return headers.map((header, index) => ({
    index,
    header,
    field: fromMemory[index] === undefined ? take(suggested[index]) : fromMemory[index]!,
  }));
}
