import "server-only";
import type { ReadableStream } from "node:stream/web";
import { getLocale } from "next-intl/server";
import { z } from "zod";
import type { Locale } from "@/db/enums";
import { download } from "@/lib/core/download";
import { within } from "@/lib/core/entrance";
import { missing } from "@/lib/core/errors";
import { translatorFor } from "@/lib/core/messages";
import { idOf, lookup, route } from "@/lib/core/route";
import { inspectFile } from "@/lib/core/sheet/inspect";
import { writeTemplate } from "@/lib/core/sheet/template";
import { transaction } from "@/lib/core/transaction";
import { changeHead } from "./commands";
import { importDefinitions } from "./definitions";
import { findImport, findProgress } from "./queries";
import { mayReadRows } from "./reading";
import { receiveFile, spoken } from "./receive";
import { returnedRows } from "./returned";
import { headInput, importId, templateInput, uploadInput } from "./schema";
import { writeUndoLines } from "./undo-lines";
import { uploadPath } from "./upload";

/** POST: the body is the file itself; it is never held in memory as a whole. */
export const uploadRoute = route(
  "customers.import",
  uploadInput,
  async (ctx, { input, request }) => {
    const length = request.headers.get("content-length");
    const body = request.body as ReadableStream<Uint8Array> | null;
    const { id } = await receiveFile(ctx, input, body, length === null ? null : Number(length));
    return Response.json({ id }, { status: 201 });
  },
  { example: () => ({ search: { kind: "customers", key: crypto.randomUUID(), name: "customers.csv" } }) },
);

/** POST: reads the head of the file again, in another encoding or from another sheet. */
export const headRoute = route(
  "customers.import",
  headInput,
  async (ctx, { input, params }) => {
    const record = (await findImport(ctx, idOf(params))) ?? missing();
    const head = await spoken(() => inspectFile(uploadPath(record.fileKey), record.fileName, input));
    await transaction("app", (db) => changeHead(within(ctx, db), record.id, head));
    return Response.json({ id: record.id });
  },
  { example: (known) => ({ params: { id: known.import! }, search: { encoding: "gb18030" } }) },
);

export const templateRoute = route(
  "customers.import",
  templateInput,
  async (ctx, { input }) => {
    const definition = importDefinitions[input.kind];
    const texts = translatorFor((await getLocale()) as Locale);
    const lists = await definition.listValues(ctx);
    return download(texts(definition.sheet.title), "xlsx", (out) => writeTemplate(definition.sheet, texts, lists, out));
  },
  { example: () => ({ search: { kind: "customers" } }) },
);

/** The rows that were not imported, with their reasons, ready to be mended and imported again (IMP-04). */
export const returnedRoute = route(
  "customers.import",
  z.strictObject({}),
  async (ctx, { params }) => {
    const record = (await findImport(ctx, idOf(params))) ?? missing();
    if (!mayReadRows(ctx, record)) missing();
    const texts = translatorFor((await getLocale()) as Locale);
    const name = record.fileName.replace(/\.[^.]*$/, "");
    const file = texts("imports.returned.file", { name });
    return download(file, "xlsx", (out) => returnedRows(ctx, record, texts, out));
  },
  { example: (known) => ({ params: { id: known.import! } }) },
);

/** What an undo did not take back, each with its reason, under the rights of whoever downloads it (I10). */
export const undoLinesRoute = route(
  "customers.import",
  z.strictObject({}),
  async (ctx, { params }) => {
    const record = (await findImport(ctx, idOf(params))) ?? missing();
    const texts = translatorFor((await getLocale()) as Locale);
    const name = record.fileName.replace(/\.[^.]*$/, "");
    const file = texts("import_undo.file", { name });
    return download(file, "xlsx", (out) => writeUndoLines(ctx, record.id, texts, out));
  },
  { example: (known) => ({ params: { id: known.import! } }) },
);

/** GET: the counts of a run, polled by its page. */
export const progressLookup = lookup(
  "customers.import",
  importId,
  async (ctx, { id }) => (await findProgress(ctx, id)) ?? missing(),
  { example: (known) => ({ search: { id: known.import! } }) },
);
