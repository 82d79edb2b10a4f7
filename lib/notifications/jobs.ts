import "server-only";
import { systemJob } from "@/lib/core/jobs";
import { enqueueOncePer } from "@/lib/core/queue";
import { deliverMails } from "./deliver";
import { configuredMailServer } from "./mail-server";

export const sendMailsJob = systemJob(
  "send-mails",
  "sends what an act with a permission of its own has written",
  async (ctx) => {
    const server = configuredMailServer();
    if (server) await deliverMails(ctx, server);
  },
);

const WAKE_SECONDS = 30;

/** Looks again for mails whose pause is over or whose worker died; however many processes ask, one job comes of it. */
export async function wakeMails(): Promise<void> {
  if (configuredMailServer()) await enqueueOncePer(WAKE_SECONDS, "send-mails");
}
