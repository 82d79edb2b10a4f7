import "server-only";
import { tags } from "@/db/schema";
import { defineEntity } from "@/lib/core/entity";

export const tagEntity = defineEntity({
  name: "tag",
  module: "tags",
  table: tags,
  audited: { name: "open", colour: "open" },
  constraints: {
    tags_name_key: { key: "tags.error.name_taken", field: "name" },
    tags_name_shape: { key: "tags.error.separator", field: "name" },
    // Somebody deleted or merged the tag while it was being put on.
    customer_tags_tag_id_tags_id_fk: { key: "tags.error.gone" },
  },
});
