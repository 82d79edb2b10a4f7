import { z } from "zod";
import { type NoticeKind, noticeKinds } from "@/db/enums";
import { requiredId } from "@/lib/core/fields";

export const noticeId = z.strictObject({ id: requiredId() });
/** Everything up to what the reader has seen: what came meanwhile stays unread. */
export const readUntil = z.strictObject({ last: requiredId() });

const way = z.strictObject({ inApp: z.boolean(), byMail: z.boolean() });
/** How somebody wants to be told, kind by kind (NOT-01). */
export const noticeChoicesInput = z.strictObject(
  Object.fromEntries(noticeKinds.map((kind) => [kind, way])) as Record<NoticeKind, typeof way>,
);
export type NoticeChoicesInput = z.output<typeof noticeChoicesInput>;
