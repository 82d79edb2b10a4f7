import "server-only";
import { type Import, settings } from "@/db/schema";
import type { Context } from "@/lib/core/context";

const DAY_MS = 24 * 60 * 60 * 1000;

/** For how many days an import can be undone. */
export async function findUndoDays({ db }: Pick<Context, "db">): Promise<number> {
  const [row] = await db.select({ days: settings.importUndoDays }).from(settings);
  return row!.days;
}

/** Until when an import can be undone; nothing where it cannot: it wrote nothing, was undone, or its time is over. */
export async function undoableUntil(
  ctx: Context,
  { state, eventId, finishedAt }: Pick<Import, "state" | "eventId" | "finishedAt">,
): Promise<Date | undefined> {
  if (state !== "done" || !eventId || !finishedAt) return undefined;
  const until = new Date(finishedAt.getTime() + (await findUndoDays(ctx)) * DAY_MS);
  return until > ctx.now ? until : undefined;
}
