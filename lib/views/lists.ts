import type { ViewedList } from "@/db/enums";
import { type List, parseList, type Problem, type SearchParams } from "@/lib/core/list";
import type { Permission } from "@/lib/core/permissions";
import { contactList } from "@/lib/contacts/list";
import { customerList } from "@/lib/customers/list";
import { userList } from "@/lib/users/list";

/** The lists that have views: what their address may hold, where they stand, who may see them at all. */
export const lists: Record<ViewedList, { list: List; path: string; permission: Permission }> = {
  customers: { list: customerList, path: "/customers", permission: "customers.view" },
  contacts: { list: contactList, path: "/contacts", permission: "contacts.view" },
  users: { list: userList, path: "/system/users", permission: "users.view" },
};

/**
 * The part of an address that a view keeps: search, filters, sort, page size, columns. The list's own parser reads it and
 * writes it anew, so that a view holds nothing which the list would not take from its address; what is usual is left out.
 */
export function viewQuery(name: ViewedList, address: string | SearchParams): { query: string; problems: Problem[] } {
  const { list } = lists[name];
  const { q, filters, sort, pageSize, columns, problems } = parseList(list, partsOf(address));
  const pairs: [string, string][] = [];
  if (q !== undefined) pairs.push(["q", q]);
  for (const [key, filter] of Object.entries(list.filters))
    if (filters[key] !== undefined) pairs.push(...filter.write(key, filters[key]));
  const { by, direction } = sort;
  if (by !== list.defaultSort.by || direction !== list.defaultSort.direction)
    pairs.push(["sort", direction === "desc" ? `-${by}` : by]);
  if (pageSize !== list.defaultPageSize) pairs.push(["size", String(pageSize)]);
  if (columns.join() !== list.defaultColumns.join()) pairs.push(["columns", columns.join()]);
  return { query: new URLSearchParams(pairs).toString(), problems };
}

/** An address without what belongs to one moment only: the page and its cursors. */
function partsOf(address: string | SearchParams): SearchParams {
  const parts: SearchParams = Object.create(null);
  if (typeof address !== "string") Object.assign(parts, address);
  else {
    const search = new URLSearchParams(address);
    for (const name of new Set(search.keys())) parts[name] = search.getAll(name);
  }
  for (const name of ["page", "after", "before"]) delete parts[name];
  return parts;
}
