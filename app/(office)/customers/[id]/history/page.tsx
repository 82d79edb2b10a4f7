import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/layout/states";
import { Timeline } from "@/components/layout/timeline";
import { buttonStyle } from "@/components/ui/button";
import type { ChangeView, Shown } from "@/lib/audit/describe";
import { customerHistory } from "@/lib/audit/history";
import { idParam, page } from "@/lib/core/page";
import { CustomerFrame, customerOrNotFound } from "../customer-frame";

const CURSOR = /^[0-9a-f-]{36}$/;

/** What happened to the customer, its contacts and its billing (AUD-01), under the same field rights as the record. */
export default page("customers.view", async (ctx, { params, search }) => {
  const found = await customerOrNotFound(ctx, idParam(params));
  if (!found.seesWhole) notFound();
  const { id } = found.customer;
  const before = typeof search.before === "string" && CURSOR.test(search.before) ? search.before : undefined;
  const { entries, next } = await customerHistory(ctx, id, before);
  const t = await getTranslations("customers");
  const all = await getTranslations();
  return (
    <CustomerFrame ctx={ctx} found={found} tab="history">
      {entries.length === 0 ? (
        <EmptyState title={t("history_empty")} />
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
          <a className={buttonStyle()} href={`/customers/${id}/history?before=${next}`}>
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
