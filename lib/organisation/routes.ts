import "server-only";
import { lookup } from "@/lib/core/route";
import { searchDepartments, searchInstitutions } from "./options";
import { departmentSearch, institutionSearch } from "./schema";

/** Institutions for pickers: `GET /api/institutions?q=`. */
export const institutionsLookup = lookup("signed in", institutionSearch, searchInstitutions, {
  example: () => ({ search: { q: "公司" } }),
});

/** Departments for pickers: `GET /api/departments?institution=&q=`. */
export const departmentsLookup = lookup("signed in", departmentSearch, searchDepartments, {
  example: ({ institution }) => ({ search: { institution: institution!, q: "部" } }),
});
