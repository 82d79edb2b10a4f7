import { Pager, type Total } from "./pager";

/** The pages of a list as its query found it: of the rows only their number goes to the browser. */
export function ListPager({
  search,
  list,
  found,
}: {
  /** The address without the question mark. */
  search: string;
  list: { pageSizes: readonly number[] };
  found: {
    rows: readonly unknown[];
    total: Total;
    page: number;
    pageSize: number;
    after?: string;
    before?: string;
  };
}) {
  const { rows, total, page, pageSize, after, before } = found;
  const place = { total, page, pageSize, after, before };
  return <Pager search={search} pageSizes={list.pageSizes} shown={rows.length} {...place} />;
}
