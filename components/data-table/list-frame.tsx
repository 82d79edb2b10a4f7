"use client";

import type { ReactNode } from "react";
import { SoftNavigation } from "@/components/layout/soft-navigation";
import { SelectionProvider } from "./selection";

/** Everything of a list page: header, filters, table, pager. Links and filters inside do not reload the page. */
export function ListFrame({ search, children }: { search: string; children: ReactNode }) {
  return (
    <SelectionProvider search={search}>
      <SoftNavigation className="list-frame">{children}</SoftNavigation>
    </SelectionProvider>
  );
}
