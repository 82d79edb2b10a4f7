import "server-only";
import { eq, type SQL, sql } from "drizzle-orm";
import { imports } from "@/db/schema";
import { can, type Context } from "@/lib/core/context";
import { defineEntity } from "@/lib/core/entity";

/** An import is its creator's; whoever reads the log sees everybody's. How far the right to import reaches does not matter. */
function visible(ctx: Context): SQL | undefined {
  if (can(ctx, "audit.view")) return undefined;
  return ctx.actor.kind === "staff" ? eq(imports.createdBy, ctx.actor.id) : sql`false`;
}

export const importEntity = defineEntity({
  name: "import",
  module: "customers",
  table: imports,
  audited: { kind: "open", fileName: "open", mode: "open", goodRowsOnly: "open" },
  scope: { own: () => sql`true`, always: visible },
});
