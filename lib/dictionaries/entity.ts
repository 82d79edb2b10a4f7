import "server-only";
import { dictionaryEntries } from "@/db/schema";
import { defineEntity } from "@/lib/core/entity";

const inUse = { key: "dictionaries.error.in_use" };

export const dictionaryEntity = defineEntity({
  name: "dictionary_entry",
  module: "dictionaries",
  table: dictionaryEntries,
  audited: { kind: "open", parentId: "open", name: "open", sort: "open", isDefault: "open", active: "open" },
  constraints: {
    dictionary_entries_name_key: { key: "dictionaries.error.name_taken", field: "name" },
    dictionary_entries_default_key: { key: "dictionaries.error.default_taken" },
    // Only a deletion can break it: entries do not move to other parents.
    dictionary_entries_parent_fkey: { key: "dictionaries.error.has_entries_below" },
    customers_type_id_dictionary_entries_id_fk: inUse,
    customers_industry_id_dictionary_entries_id_fk: inUse,
    customers_source_id_dictionary_entries_id_fk: inUse,
    customers_level_id_dictionary_entries_id_fk: inUse,
    customers_credit_rating_id_dictionary_entries_id_fk: inUse,
    customers_region_id_dictionary_entries_id_fk: inUse,
    type_limits_customer_type_id_dictionary_entries_id_fk: inUse,
  },
});
