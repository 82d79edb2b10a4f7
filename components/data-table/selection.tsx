"use client";

import { createContext, type ReactNode, useContext, useMemo, useState } from "react";

/** What a bulk action gets: the chosen records, or the address of the list of which all that match are meant. */
export type SelectionInput = { ids: string[] } | { search: string };

type State = { of: string; ids: ReadonlySet<string>; all: boolean };
type Selection = Pick<State, "ids" | "all"> & {
  set: (ids: readonly string[], on: boolean) => void;
  chooseAll: () => void;
  clear: () => void;
  input: () => SelectionInput;
};
const none: ReadonlySet<string> = new Set();
const SelectionContext = createContext<Selection | undefined>(undefined);

/** The chosen rows of the list around; they stay chosen from page to page and are given up when the filter changes. */
export const useSelection = () => useContext(SelectionContext);

/** Keeps the selection of one list. `search` is the address of the list; what only turns the page is left out of it. */
export function SelectionProvider({ search, children }: { search: string; children: ReactNode }) {
  const of = useMemo(() => rowsKey(search), [search]);
  const [state, setState] = useState<State>({ of, ids: none, all: false });
  const selection = useMemo((): Selection => {
    const { ids, all } = state.of === of ? state : { ids: none, all: false };
    return {
      ids,
      all,
      set(changed, on) {
        const next = new Set(ids);
        for (const id of changed)
          if (on) next.add(id);
          else next.delete(id);
        setState({ of, ids: next, all: false });
      },
      chooseAll: () => setState({ of, ids, all: true }),
      clear: () => setState({ of, ids: none, all: false }),
      input: () => (all ? { search: of } : { ids: [...ids] }),
    };
  }, [of, state]);
  return <SelectionContext value={selection}>{children}</SelectionContext>;
}

function rowsKey(search: string): string {
  const params = new URLSearchParams(search);
  for (const name of ["page", "after", "before", "size", "sort", "columns", "panel"]) params.delete(name);
  params.sort();
  return params.toString();
}
