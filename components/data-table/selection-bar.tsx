"use client";

import { useLocale, useTranslations } from "next-intl";
import { formatNumber } from "@/components/format";
import { useNavigate } from "@/components/layout/soft-navigation";
import { Button } from "@/components/ui/button";
import { listHref } from "@/lib/core/list-href";
import type { PendingAct } from "./act-dialog";
import type { BulkAction } from "./actions";
import type { Total } from "./pager";
import { useSelection } from "./selection";

/** Appears while rows are selected: how many, what can be done to them, and all that match. */
export function SelectionBar({
  bulk,
  total,
  search,
  begin,
}: {
  bulk: readonly BulkAction[];
  total?: Total;
  search: string;
  begin: (act: PendingAct) => void;
}) {
  const t = useTranslations("ui.table");
  const locale = useLocale();
  const navigate = useNavigate();
  const selection = useSelection();
  if (!selection || (selection.ids.size === 0 && !selection.all)) return null;
  const count = selection.all ? (total?.count ?? 0) : selection.ids.size;
  const shown = formatNumber(count, locale);
  const offered = bulk.filter(
    ({ tickedOnly, exactly }) => (!tickedOnly || !selection.all) && (exactly ?? count) === count,
  );

  function act({ run, preview, panel, open, tickedOnly: _ticked, exactly: _exactly, ...action }: BulkAction) {
    const input = selection?.input() ?? { ids: [] };
    if (open) open(input, () => selection?.clear());
    else if (run)
      begin({
        ...action,
        run: () => run(input),
        preview: preview && (() => preview(input)),
        name: shown,
        count,
        onDone: selection?.clear,
      });
    else if (panel) navigate(listHref(search, { panel }));
  }
  return (
    <output className="selection-bar">
      <span className="numbers">{t("selected", { count: shown })}</span>
      {!selection.all && total && !total.more && total.count > selection.ids.size && (
        <Button variant="link" size="small" onClick={selection.chooseAll}>
          {t("select_all", { count: formatNumber(total.count, locale) })}
        </Button>
      )}
      {offered.map((action) => (
        <Button
          key={action.key}
          size="small"
          className={action.danger ? "text-danger" : undefined}
          onClick={() => act(action)}
        >
          {action.label}
        </Button>
      ))}
      <Button variant="link" size="small" onClick={selection.clear}>
        {t("unselect")}
      </Button>
    </output>
  );
}
