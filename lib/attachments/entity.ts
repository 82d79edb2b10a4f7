import "server-only";
import { and, eq, exists, or, sql } from "drizzle-orm";
import { attachments } from "@/db/schema";
import type { Context } from "@/lib/core/context";
import { defineEntity } from "@/lib/core/entity";
import { scope } from "@/lib/core/scope";
import { attachable, columnOf } from "./attachable";
import { attachableKinds } from "./schema";

/** An attachment is seen with its record, and changed by whoever may change that (AZ-15): a record out of scope hides it at once. */
const withRecord = (ctx: Context, verb: string) =>
  or(
    ...attachableKinds.map((kind) => {
      const { entity, ...verbs } = attachable[kind];
      const record = and(
        eq(entity.table.id, columnOf(kind)),
        scope(ctx, entity, verbs[verb === "view" ? verb : "edit"]),
      );
      return exists(
        ctx.db
          .select({ one: sql`1` })
          .from(entity.table)
          .where(record),
      );
    }),
  )!;

export const attachmentEntity = defineEntity({
  name: "attachment",
  module: "customers",
  table: attachments,
  customer: "customerId",
  audited: { name: "open", size: "open" },
  scope: { record: withRecord },
  constraints: {
    attachments_total: { key: "attachments.error.total", field: "file" },
    attachments_of_record: { key: "attachments.error.of_record", field: "file" },
    attachments_upload_key: { key: "attachments.error.sent_twice", field: "file" },
  },
});
