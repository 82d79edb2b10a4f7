import "server-only";
import { savedViews } from "@/db/schema";
import { defineEntity } from "@/lib/core/entity";

export const viewEntity = defineEntity({
  name: "saved_view",
  module: "views",
  table: savedViews,
  audited: { name: "open", list: "open", query: "open", shared: "open" },
  constraints: {
    saved_views_name_key: { key: "views.error.name_taken", field: "name" },
    default_views_view_fkey: { key: "views.error.gone" },
  },
});
