import type { ChangeKind } from "../enums";
import type { auditChanges, auditEvents } from "../schema";
import type { Random } from "./random";

type Row = Record<string, unknown>;
type Changes = Record<string, [before: unknown, after: unknown]>;
/** What a row never tells the log: its id, what the database makes itself, and stamps. */
const SILENT = new Set(["id", "customerId", "searchKey", "phoneKey", "createdBy", "version", "createdAt", "updatedAt"]);

export type Author = { id: string; name: string; address: string };
type Act = { at: Date; event: string; door: string; by: Author; requestId?: string };
type Subject = { entity: string; id: string; customerId: string | null };

/** The log of the past, in the words in which the application would have written it (D-12). */
export function history(random: Random) {
  const events: (typeof auditEvents.$inferInsert)[] = [];
  const changes: (typeof auditChanges.$inferInsert)[] = [];
  let order = 0;
  /** Acts of one moment keep their order: the id decides it. */
  const idAt = (at: Date) => random.id(new Date(at.getTime() + (order++ % 50)));

  function write(
    { at, event, door, by, requestId }: Act,
    { entity, id, customerId }: Subject,
    kind: ChangeKind,
    diff: Changes,
  ) {
    const eventId = idAt(at);
    const signature = {
      userId: by.id,
      actor: by.name,
      door,
      address: by.address,
      requestId: requestId ?? random.id(at),
    };
    events.push({ id: eventId, at, event, details: null, ...signature });
    changes.push({ id: idAt(at), eventId, entity, recordId: id, customerId, kind, changes: diff });
  }
  return {
    events,
    changes,
    created: (act: Act, subject: Subject, row: Row) => write(act, subject, "create", firstValues(row)),
    edited: (act: Act, subject: Subject, diff: Changes) => write(act, subject, "update", diff),
    /** An act without a record of its own. */
    done({ at, event, door, by }: Act, details: Row) {
      const signature = { userId: by.id, actor: by.name, door, address: by.address, requestId: random.id(at) };
      events.push({ id: idAt(at), at, event, details, ...signature });
    },
  };
}
export type History = ReturnType<typeof history>;

const firstValues = (row: Row): Changes =>
  Object.fromEntries(
    Object.entries(row)
      .filter(([column, value]) => !SILENT.has(column) && value !== null && value !== undefined)
      .map(([column, value]) => [column, [null, value]]),
  );

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A moment of office hours in China some days before a moment: never on a weekend, never after it. */
export function officeHour(random: Random, now: Date, daysAgo: number): Date {
  const midnight = Math.floor((now.getTime() + 8 * HOUR) / DAY) * DAY - 8 * HOUR;
  let day = midnight - daysAgo * DAY;
  const weekday = () => new Date(day + 8 * HOUR).getUTCDay();
  while (weekday() === 0 || weekday() === 6) day -= DAY;
  const at = day + 9 * HOUR + random.between(0, 9 * 3600 - 1) * 1000 + random.between(0, 999);
  return new Date(Math.min(at, now.getTime() - random.between(1, 60) * 60_000));
}
