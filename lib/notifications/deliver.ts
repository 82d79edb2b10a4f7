import "server-only";
import { and, asc, eq, inArray, lte } from "drizzle-orm";
import { outboxMessages } from "@/db/schema";
import type { Context } from "@/lib/core/context";
import type { SystemContext } from "@/lib/core/jobs";
import { openLink } from "./link";
import type { MailServer, Posted } from "./mail-server";
import { withLink } from "./template";

const MINUTE = 60_000;
/** The pauses after each failed try; after the last one the mail has failed. Sixteen hours in all. */
const PAUSES = [1, 5, 15, 60, 180, 720].map((minutes) => minutes * MINUTE);
/** Longer than any conversation with a server: only a worker that died leaves a mail for as long. */
const LEASE = 5 * MINUTE;

type Mail = typeof outboxMessages.$inferSelect;
type Run = Pick<SystemContext, "transaction"> & { signal?: AbortSignal };

/**
 * Sends what is due, one mail after the other: taken in one transaction, sent outside of any, marked in another. Workers
 * side by side take different mails. A worker that dies between sending and marking leaves a mail that another sends again
 * after the lease: at least once, with the same message id (NOT-01, JB-07). Stops when the server cannot be reached.
 */
export async function deliverMails(run: Run, server: MailServer): Promise<{ sent: number; failed: number }> {
  const counts = { sent: 0, failed: 0 };
  while (!run.signal?.aborted) {
    const mail = await run.transaction(takeDueMail);
    if (!mail) break;
    if (mail === "given up") continue;
    const posted = await post(mail, server);
    await run.transaction((ctx) => note(ctx, mail, posted));
    counts[posted.state === "sent" ? "sent" : "failed"]++;
    if (posted.state === "unreachable") break;
  }
  return counts;
}

const unfinished = inArray(outboxMessages.state, ["waiting", "sending"]);

async function takeDueMail(ctx: Context): Promise<Mail | "given up" | undefined> {
  const [due] = await ctx.db
    .select()
    .from(outboxMessages)
    .where(and(unfinished, lte(outboxMessages.nextTryAt, ctx.now)))
    .orderBy(asc(outboxMessages.nextTryAt), asc(outboxMessages.id))
    .limit(1)
    .for("update", { skipLocked: true });
  if (!due) return undefined;
  const reason = due.usefulUntil && due.usefulUntil <= ctx.now ? "out_of_date" : undefined;
  const over = reason ?? (due.attempts > PAUSES.length ? "never_finished" : undefined);
  const patch = over
    ? ({ state: "failed", lastError: over, ...(reason && { sealedLink: null }) } as const)
    : ({ state: "sending", attempts: due.attempts + 1, nextTryAt: after(ctx, LEASE) } as const);
  const [taken] = await ctx.db
    .update(outboxMessages)
    .set({ ...patch, updatedAt: ctx.now })
    .where(eq(outboxMessages.id, due.id))
    .returning();
  return over ? "given up" : taken;
}

async function post(mail: Mail, server: MailServer): Promise<Posted> {
  const link = mail.sealedLink ? openLink(mail.sealedLink) : undefined;
  // Sealed under a secret that has been changed since: without its link the mail says nothing.
  if (mail.sealedLink && !link) return { state: "never", reason: "link_unreadable" };
  const { text, html } = withLink({ text: mail.bodyText, html: mail.bodyHtml }, link);
  return server.send({ id: mail.id, to: mail.recipient, subject: mail.subject, text, html });
}

/** Marks the try that this worker made, and no later one of a worker that took over. */
async function note(ctx: Context, mail: Mail, posted: Posted): Promise<void> {
  const mine = and(
    eq(outboxMessages.id, mail.id),
    eq(outboxMessages.state, "sending"),
    eq(outboxMessages.attempts, mail.attempts),
  );
  await ctx.db
    .update(outboxMessages)
    .set({ ...outcome(ctx, mail, posted), updatedAt: ctx.now })
    .where(mine);
}

function outcome(ctx: Context, mail: Mail, posted: Posted) {
  if (posted.state === "sent") return { state: "sent", sentAt: ctx.now, sealedLink: null, lastError: null } as const;
  const pause = posted.state === "never" ? undefined : PAUSES[mail.attempts - 1];
  const lastError = posted.reason;
  return pause === undefined
    ? ({ state: "failed", lastError } as const)
    : ({ state: "waiting", lastError, nextTryAt: after(ctx, pause) } as const);
}

const after = ({ now }: Context, milliseconds: number) => new Date(now.getTime() + milliseconds);
