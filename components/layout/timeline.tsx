import type { ReactNode } from "react";
import { RelativeTime } from "./relative-time";

export type TimelineEntry = { id: string; who: string; what: ReactNode; when: number | string; detail?: ReactNode };

/** What happened to a record, latest first: who, what, when. */
export function Timeline({ entries, label }: { entries: readonly TimelineEntry[]; label: string }) {
  return (
    <ol aria-label={label} className="timeline">
      {entries.map(({ id, who, what, when, detail }) => (
        <li key={id}>
          <p>
            <strong>{who}</strong> {what}
            <span className="ml-2 text-muted">
              <RelativeTime instant={when} />
            </span>
          </p>
          {detail && <div className="text-muted">{detail}</div>}
        </li>
      ))}
    </ol>
  );
}
