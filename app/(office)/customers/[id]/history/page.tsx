import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { FilterBar } from "@/components/data-table/filter-bar";
import { filterFields } from "@/components/data-table/filter-fields";
import { buttonStyle } from "@/components/ui/button";
import { customerHistory } from "@/lib/audit/history";
import { historyList } from "@/lib/audit/list";
import { can } from "@/lib/core/context";
import { isFiltered, listHref, parseList, searchText } from "@/lib/core/list";
import { idParam, page } from "@/lib/core/page";
import { RecordHistory } from "../../../record-history";
import { CustomerFrame, customerOrNotFound } from "../customer-frame";
import { historyFilters } from "./filters";

/** What happened to the customer, its contacts and its billing (AUD-01), under the same field rights as the record. */
export default page("customers.view", async (ctx, { params: segment, search }) => {
  const found = await customerOrNotFound(ctx, idParam(segment));
  if (!found.seesWhole) notFound();
  const { id } = found.customer;
  const audit = await getTranslations("audit");
  const params = parseList(historyList, search);
  const [{ entries, next }, filters] = await Promise.all([
    customerHistory(ctx, id, params),
    historyFilters(ctx, params, audit),
  ]);
  const text = searchText(search);
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
      <RecordHistory
        entries={entries}
        next={next}
        path={`/customers/${id}/history`}
        search={text}
        none={isFiltered(params) ? audit("none_title") : undefined}
      />
    </CustomerFrame>
  );
});
