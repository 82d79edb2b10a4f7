import { z } from "zod";
import { requiredId } from "@/lib/core/fields";

/** Kinds of records that can have attachments; each is a line in attachable.ts and a column of the table. */
export const attachableKinds = ["customer"] as const;
export type AttachableKind = (typeof attachableKinds)[number];

/** What an upload says in its address; the file itself is the body of the request. The name is cleaned, not refused. */
export const attachmentUpload = z.strictObject({
  on: z.enum(attachableKinds),
  record: requiredId(),
  /** Made by the form for each file: the same one sent twice is one attachment (IM-11). */
  key: z.uuid(),
  name: z.string().max(1000),
});
export type AttachmentUpload = z.output<typeof attachmentUpload>;

export const attachmentRemoval = z.strictObject({ id: requiredId() });
export type AttachmentRemoval = z.output<typeof attachmentRemoval>;
