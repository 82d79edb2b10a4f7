import "server-only";
import { lookup } from "@/lib/core/route";
import { searchDepartments } from "./options";
import { departmentSearch } from "./schema";

/** Departments for pickers: `GET /api/departments?institution=&q=`. */
export const departmentsLookup = lookup("signed in", departmentSearch, searchDepartments, {
  example: ({ institution }) => ({ search: { institution: institution!, q: "部" } }),
});
