import "server-only";
import { auditEvent, auditRecord } from "@/lib/core/audit";
import type { StaffContext } from "@/lib/core/context";
import { refuse, reject, type Sentence } from "@/lib/core/errors";
import { saveRecord } from "@/lib/core/records";
import { handoverParts, holdingsOf } from "@/lib/handover/parts";
import { stateSince } from "@/lib/personnel/queries";
import { assertMayChange } from "@/lib/roles/authority";
import { endSessions, lockUser } from "./commands";
import { userEntity } from "./entity";
import type { HandoverInput } from "./handover-schema";
import { postsOf, setPosts } from "./posts";

const EVENT = "user.handed_over";

/**
 * Lets somebody go (ORG-09): everything that they own passes to its receivers, then the state changes, part-time posts end and
 * every session is over. One act: a receiver who has left or has no room refuses the whole. The main post stays in the account, so
 * that one sees where they were; shares that they gave stay. For somebody who has left already it hands on what was left behind.
 */
export async function handOver(ctx: StaffContext, { id, version, state, since, receivers, reason }: HandoverInput) {
  if (id === ctx.actor.id) refuse("users.error.own_account");
  const user = await lockUser(ctx, id, "edit");
  await assertMayChange(ctx, id);
  const moves = user.state !== state;
  const day = since ?? ctx.today;
  if (moves && day > ctx.today) reject({ since: { key: "handover.error.future" } });
  const begun = await stateSince(ctx, id);
  if (moves && begun && day < begun)
    reject({ since: { key: "handover.error.before_state", values: { since: begun } } });
  const holdings = await holdingsOf(ctx, id);
  if (!moves && holdings.length === 0) refuse("handover.error.nothing");
  const patch = moves ? { state, stateSince: day } : {};
  const eventId = await auditEvent(ctx, EVENT, reason ? { reason } : undefined);
  await saveRecord(ctx, userEntity, EVENT, user, patch, version);
  const given = await giveAll(ctx, { from: id, holdings: holdings.map(({ key }) => key), receivers, eventId });
  await keepMainPost(ctx, id);
  await endSessions(ctx, id);
  return { id, given };
}

type Gift = { from: string; holdings: readonly string[]; receivers: HandoverInput["receivers"]; eventId: string };

/** Hands every kind to its receiver. Missing receivers are told all at once. */
async function giveAll(ctx: StaffContext, { from, holdings, receivers, eventId }: Gift): Promise<number> {
  const fieldOf = (key: string) => `receivers.${key}.ownerId`;
  const wrong: Record<string, Sentence> = {};
  for (const key of holdings) {
    const to = receivers[key]?.ownerId;
    if (!to) wrong[fieldOf(key)] = { key: "handover.error.receiver_needed" };
    else if (to === from) wrong[fieldOf(key)] = { key: "handover.error.receiver_leaves" };
  }
  if (Object.keys(wrong).length > 0) reject(wrong);
  let given = 0;
  for (const { key, reassign } of handoverParts) {
    const to = receivers[key]?.ownerId;
    if (to && holdings.includes(key)) given += await reassign(ctx, { from, to, eventId, field: fieldOf(key) });
  }
  return given;
}

async function keepMainPost(ctx: StaffContext, id: string): Promise<void> {
  const main = (await postsOf(ctx, id)).filter(({ isMain }) => isMain);
  const posts = await setPosts(ctx, id, main);
  if (posts) await auditRecord(ctx, userEntity, EVENT, { id, ...posts.before }, { id, ...posts.after });
}
