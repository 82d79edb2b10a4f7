import "server-only";
import { eq, sql } from "drizzle-orm";
import { notices } from "@/db/schema";
import { defineEntity } from "@/lib/core/entity";

/** A notice is its receiver's, and nobody else's: the administrator reads none but their own. */
export const noticeEntity = defineEntity({
  name: "notice",
  module: "notifications",
  table: notices,
  audited: {},
  scope: { record: ({ actor }) => (actor.kind === "staff" ? eq(notices.userId, actor.id) : sql`false`) },
});
