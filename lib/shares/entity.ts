import "server-only";
import { shares } from "@/db/schema";
import { defineEntity } from "@/lib/core/entity";
import { partOfCustomer } from "@/lib/customers/scope";

/** A share is a matter of those whose customer it is: to whom else it is open, its receivers are not told. */
export const shareEntity = defineEntity({
  name: "share",
  module: "customers",
  table: shares,
  customer: "customerId",
  audited: { userId: "open", departmentId: "open", until: "open", endedAt: "open" },
  scope: partOfCustomer(shares.customerId),
  constraints: {
    shares_department_id_departments_id_fk: { key: "shares.error.department_used" },
  },
});
