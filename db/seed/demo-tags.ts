import type { TagColour } from "../enums";
import type { customerTags, tags } from "../schema";
import { type Author, type History, officeHour } from "./demo-history";
import type { CustomerRow } from "./demo-world";
import type { Random } from "./random";

/** The tags of the demo company, and how many of a hundred customers carry each. */
const kinds: readonly [name: string, colour: TagColour, share: number][] = [
  ["战略客户", "danger", 6],
  ["年框协议", "info", 14],
  ["续费提醒", "warning", 18],
  ["样板客户", "success", 8],
  ["展会线索", "neutral", 16],
];

/** Tags on some customers, put on by the manager one by one, with the trace that this leaves. */
export function demoTags(random: Random, now: Date, rows: readonly CustomerRow[], by: Author, log: History) {
  const founded = officeHour(random, now, 425);
  const made: (typeof tags.$inferInsert & { id: string; share: number })[] = kinds.map(([name, colour, share]) => {
    const id = random.id(founded);
    const act = { at: founded, event: "tag.created", door: "action:createTag", by };
    log.created(act, { entity: "tag", id, customerId: null }, { name, colour });
    return { id, name, colour, share, createdAt: founded, updatedAt: founded };
  });
  const links: (typeof customerTags.$inferInsert)[] = [];
  for (const { id, createdAt } of rows) {
    const put = made.filter(({ share }) => random.chance(share / 100));
    if (put.length === 0) continue;
    links.push(...put.map((tag) => ({ customerId: id, tagId: tag.id })));
    const at = new Date(Math.min(createdAt.getTime() + 2 * 86_400_000, now.getTime() - 60_000));
    const act = { at, event: "customer.tagged", door: "action:tagCustomers", by };
    log.edited(act, { entity: "customer", id, customerId: id }, { tags: [[], put.map(({ name }) => name)] });
  }
  return { tags: made.map(({ share: _share, ...tag }) => tag), links };
}
