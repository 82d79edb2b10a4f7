import "server-only";
import type { ReadableStream } from "node:stream/web";
import { z } from "zod";
import { missing } from "@/lib/core/errors";
import { idOf, route } from "@/lib/core/route";
import { findAttachment } from "./queries";
import { receiveAttachment } from "./receive";
import { attachmentUpload } from "./schema";
import { serveAttachment, servePreview } from "./serve";

/** POST: the body is the file itself; it is never held in memory as a whole. The right of the record decides (ATT-01). */
export const uploadAttachmentRoute = route(
  "signed in",
  attachmentUpload,
  async (ctx, { input, request }) => {
    const length = request.headers.get("content-length");
    const body = request.body as ReadableStream<Uint8Array> | null;
    const added = await receiveAttachment(ctx, input, body, length === null ? null : Number(length));
    return Response.json(added, { status: 201 });
  },
  {
    example: ({ customer }) => ({
      search: { on: "customer", record: customer!, key: crypto.randomUUID(), name: "a.txt" },
    }),
  },
);

/** GET: the file, for whoever sees its record at this moment (AZ-15). */
export const downloadAttachmentRoute = route(
  "signed in",
  z.strictObject({}),
  async (ctx, { params, request }) =>
    serveAttachment((await findAttachment(ctx, idOf(params))) ?? missing(), request.headers.get("range")),
  { example: ({ attachment }) => ({ params: { id: attachment! } }) },
);

/** GET: the small picture, under the same right. */
export const previewAttachmentRoute = route(
  "signed in",
  z.strictObject({}),
  async (ctx, { params }) => servePreview((await findAttachment(ctx, idOf(params))) ?? missing()),
  { example: ({ attachment }) => ({ params: { id: attachment! } }) },
);
