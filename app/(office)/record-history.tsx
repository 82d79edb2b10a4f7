import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/layout/states";
import { Timeline } from "@/components/layout/timeline";
import { buttonStyle } from "@/components/ui/button";
import type { ChangeView, Shown } from "@/lib/audit/describe";
import type { HistoryEntry } from "@/lib/audit/history";
import { listHref } from "@/lib/core/list";

/** What happened to a record, a page of acts at a time (AUD-01). */
export async function RecordHistory({
  entries,
  next,
  path,
  search = "",
  none,
}: {
  entries: readonly HistoryEntry[];
  next?: string;
  /** The address of the history itself, and its search without the question mark. */
  path: string;
  search?: string;
  /** Why there is nothing, where it is not that nothing happened yet. */
  none?: string;
}) {
  const t = await getTranslations("customers");
  const all = await getTranslations();
  return (
    <>
      {entries.length === 0 ? (
        <EmptyState title={none ?? t("history_empty")} />
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
          <a className={buttonStyle()} href={path + listHref(search, { after: next })}>
            {t("history_more")}
          </a>
        </div>
      )}
    </>
  );
}

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
