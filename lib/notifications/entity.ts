import "server-only";
import { outboxMessages } from "@/db/schema";
import { defineEntity } from "@/lib/core/entity";

export const mailEntity = defineEntity({
  name: "mail",
  module: "notifications",
  table: outboxMessages,
  audited: { state: "open" },
});
