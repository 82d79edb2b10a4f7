/** The header row, which gives every column its name. Runs in the child. */
import { SheetError } from "./error";
import type { SourceRow } from "./source";
import { cleanText, storable } from "./text";

/**
 * The headers without those missing at the end. @throws SheetError when there are none, or one comes twice:
 * nobody could say which of the two a field is
 */
export function readHeaders(row: SourceRow | undefined): string[] {
  if (!row || row.blankBefore > 0) throw new SheetError("no_header");
  const headers = row.cells.map((cell) => storable(cleanText(cell.text)));
  while (headers.length > 0 && headers.at(-1) === "") headers.pop();
  if (headers.length === 0) throw new SheetError("no_header");
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const header of headers) {
    const name = header.normalize("NFKC").toLowerCase();
    if (name !== "" && seen.has(name)) twice.add(header);
    seen.add(name);
  }
  if (twice.size > 0) throw new SheetError("duplicate_headers", { headers: [...twice].slice(0, 10).join(", ") });
  return headers;
}
