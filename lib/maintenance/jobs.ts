import "server-only";
import { auditEvent } from "@/lib/core/audit";
import { removeOldAnswers, removeOldCounters } from "@/lib/core/clean-up";
import type { Context } from "@/lib/core/context";
import { systemJob } from "@/lib/core/jobs";
import { enqueueOncePer } from "@/lib/core/queue";
import { removeMovedRows } from "@/lib/merges/clean-up";
import { removeOldNotices } from "@/lib/notices/clean-up";
import { removeSentMails } from "@/lib/notifications/clean-up";
import { removeOldDevices, removeOldLinks, removeOldSessions } from "@/lib/users/clean-up";

const DAY = 86_400_000;
/** How many days what has had its time is still kept (docs/decisions/keeping.md). */
export const KEPT_DAYS = {
  counters: 1,
  answers: 7,
  links: 30,
  sessions: 90,
  mails: 180,
  notices: 180,
  devices: 400,
} as const;

export const cleanUpJob = systemJob("clean-up", "removes what has had its time; nobody asks for it", async (ctx) => {
  await ctx.transaction(cleanUp);
});

/** Removes rows that nobody needs any more, and says in the log how many of each. The log itself is not touched. */
export async function cleanUp(ctx: Context): Promise<Record<keyof typeof KEPT_DAYS | "merges", number>> {
  const before = (kind: keyof typeof KEPT_DAYS) => new Date(ctx.now.getTime() - KEPT_DAYS[kind] * DAY);
  const removed = {
    counters: await removeOldCounters(ctx, before("counters")),
    answers: await removeOldAnswers(ctx, before("answers")),
    links: await removeOldLinks(ctx, before("links")),
    sessions: await removeOldSessions(ctx, before("sessions")),
    mails: await removeSentMails(ctx, before("mails")),
    notices: await removeOldNotices(ctx, before("notices")),
    devices: await removeOldDevices(ctx, before("devices")),
    merges: await removeMovedRows(ctx),
  };
  if (Object.values(removed).some((count) => count > 0)) await auditEvent(ctx, "maintenance.cleaned", removed);
  return removed;
}

/** Asks for the clean-up of this day; however many processes ask, one job comes of it. */
export const wakeCleanUp = () => enqueueOncePer(DAY / 1000, "clean-up");
