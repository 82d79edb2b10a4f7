import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { FilterBar } from "@/components/data-table/filter-bar";
import { filterFields } from "@/components/data-table/filter-fields";
import { EmptyState } from "@/components/layout/states";
import { Timeline } from "@/components/layout/timeline";
import { buttonStyle } from "@/components/ui/button";
import type { ChangeView, Shown } from "@/lib/audit/describe";
import { customerHistory } from "@/lib/audit/history";
import { historyList } from "@/lib/audit/list";
import { can } from "@/lib/core/context";
import { isFiltered, listHref, parseList, searchText } from "@/lib/core/list";
import { idParam, page } from "@/lib/core/page";
import { CustomerFrame, customerOrNotFound } from "../customer-frame";
import { historyFilters } from "./filters";

/** What happened to the customer, its contacts and its billing (AUD-01), under the same field rights as the record. */
export default page("customers.view", async (ctx, { params: segment, search }) => {
  const found = await customerOrNotFound(ctx, idParam(segment));
  if (!found.seesWhole) notFound();
  const { id } = found.customer;
  const t = await getTranslations("customers");
  const audit = await getTranslations("audit");
  const all = await getTranslations();
  const params = parseList(historyList, search);
  const [{ entries, next }, filters] = await Promise.all([
    customerHistory(ctx, id, params),
    historyFilters(ctx, params, audit),
  ]);
  const text = searchText(search);
  const filtered = isFiltered(params);
  return (
    <CustomerFrame ctx={ctx} found={found} tab="history">
      <FilterBar fields={filterFields(historyList, filters, search)} search={text} problems={params.problems} />
      {can(ctx, "customers.export") && entries.length > 0 && (
        <p className="no-print flex gap-2">
          {(["xlsx", "csv"] as const).map((format) => (
            <a
              key={format}
              className={buttonStyle()}
              download
              href={`/api/customers/${id}/history${listHref(text, { format })}`}
            >
              {audit(`export_${format}`)}
            </a>
          ))}
        </p>
      )}
      {entries.length === 0 ? (
        <EmptyState title={filtered ? audit("none_title") : t("history_empty")} />
      ) : (
        <Timeline
          label={t("tab.history")}
          entries={entries.map(({ id: entry, who, when, event, reason, changes }) => ({
            id: entry,
            who,
            what: all(`audit.event.${event}`),
            when: when.getTime(),
            detail: (
              <>
                {reason && <p>{all("shares.reason_line", { reason })}</p>}
                <Changes changes={changes} />
              </>
            ),
          }))}
        />
      )}
      {next && (
        <div>
          <a className={buttonStyle()} href={`/customers/${id}/history${listHref(text, { after: next })}`}>
            {t("history_more")}
          </a>
        </div>
      )}
    </CustomerFrame>
  );
});

/** The fields that changed, before → after. */
async function Changes({ changes }: { changes: readonly ChangeView[] }) {
  const t = await getTranslations();
  const say = (shown: Shown) => (shown === null ? "—" : "key" in shown ? t(shown.key) : shown.text);
  const fields = changes.flatMap((change) =>
    change.fields.map((field) => ({ ...field, id: change.id, kind: change.kind })),
  );
  if (fields.length === 0) return null;
  return (
    <ul className="grid gap-0.5">
      {fields.map(({ id, column, label, before, after, kind }) => (
        <li key={id + column}>
          {t("customers.history_field", { field: t(label) })}
          {kind === "update" && (
            <>
              <del>{say(before)}</del>
              {" → "}
            </>
          )}
          <ins className="no-underline">{say(kind === "delete" ? before : after)}</ins>
        </li>
      ))}
    </ul>
  );
}
