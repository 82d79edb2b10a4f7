import "server-only";
import { getLocale } from "next-intl/server";
import { z } from "zod";
import type { Locale } from "@/db/enums";
import { translatorFor } from "@/lib/core/messages";
import { lookup } from "@/lib/core/route";
import { listNotices } from "./queries";
import { noticeSentence } from "./text";

/** How many the panel below the bell shows. */
const IN_PANEL = 10;

/** GET: my latest notices for the panel below the bell, in words: the page brings none of their texts along. */
export const latestNoticesLookup = lookup(
  "signed in",
  z.strictObject({}),
  async (ctx) => {
    const say = translatorFor((await getLocale()) as Locale);
    return (await listNotices(ctx, IN_PANEL)).map((notice) => ({
      id: notice.id,
      href: notice.href,
      isRead: notice.isRead,
      at: notice.at.getTime(),
      text: say(...noticeSentence(notice, say("notices.somebody"))),
    }));
  },
  { example: () => ({}) },
);

/** GET: how many are unread; known with the account, so that it costs no question of its own. */
export const unreadNoticesLookup = lookup(
  "signed in",
  z.strictObject({}),
  async ({ actor }) => Promise.resolve({ unread: actor.unread }),
  { example: () => ({}) },
);
