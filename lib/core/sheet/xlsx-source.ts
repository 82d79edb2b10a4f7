/** The rows of one sheet of an .xlsx workbook. Runs in the child. */
import { openArchive, type Archive } from "./archive";
import { SheetError } from "./error";
import type { SheetLimits } from "./limits";
import type { RowSource } from "./source";
import { readSharedStrings, readStyles, readWorkbook } from "./workbook";
import { readWorksheet } from "./worksheet";

/** Opens the named sheet, or the first visible one. */
export async function openXlsx(
  path: string,
  wanted: string | null,
  limits: SheetLimits,
): Promise<RowSource & { sheets: string[]; sheet: string }> {
  const archive = await openArchive(path, limits);
  try {
    return await openSheet(archive, wanted, limits);
  } catch (error) {
    archive.close();
    throw error;
  }
}

async function openSheet(archive: Archive, wanted: string | null, limits: SheetLimits) {
  const { sheets, calendar } = await readWorkbook(archive, limits);
  const visible = sheets.filter((sheet) => !sheet.hidden);
  const sheet = wanted === null ? visible[0] : visible.find((one) => one.name === wanted);
  if (!sheet || !archive.has(sheet.part)) throw new SheetError("no_such_sheet", { sheet: wanted ?? "" });
  const styles = await readStyles(archive);
  const shared = await readSharedStrings(archive, limits);
  const size = archive.size(sheet.part);
  const progress = { read: 0 };

  async function* counted() {
    for await (const chunk of archive.read(sheet!.part)) {
      progress.read += chunk.length;
      yield chunk;
    }
  }
  return {
    sheets: visible.map((one) => one.name),
    sheet: sheet.name,
    batches: readWorksheet(counted(), { shared, styles, calendar, limits }),
    fraction: () => Math.min(1, progress.read / Math.max(1, size)),
    fixedWidth: false,
    close: () => archive.close(),
  };
}
