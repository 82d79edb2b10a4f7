import { getTimeZone, getTranslations } from "next-intl/server";
import { formatInstant } from "@/components/format";
import { FactList } from "@/components/layout/detail";
import { Messages } from "@/components/layout/messages";
import { Badge } from "@/components/ui/badge";
import { can, type StaffContext } from "@/lib/core/context";
import type { MailView } from "@/lib/notifications/queries";
import { ResendButton } from "./resend-button";

const ownReasons = ["out_of_date", "never_finished", "link_unreadable"] as const;
const tones = { waiting: "neutral", sending: "info", sent: "success", failed: "danger" } as const;

/** One mail: its way so far, and the text as it was or will be sent. */
export async function MailDetail({ ctx, mail }: { ctx: StaffContext; mail: MailView }) {
  const [t, timeZone] = await Promise.all([getTranslations("notifications"), getTimeZone()]);
  const told = (at: Date | null) => at && <span className="numbers">{formatInstant(at.getTime(), timeZone)}</span>;
  const own = ownReasons.find((reason) => reason === mail.lastError);
  const facts = [
    { label: t("field.subject"), value: <span lang={mail.locale}>{mail.subject}</span>, wide: true },
    { label: t("field.recipient"), value: mail.recipient },
    { label: t("field.kind"), value: t(`kind.${mail.kind}`) },
    { label: t("field.state"), value: <Badge tone={tones[mail.state]}>{t(`state.${mail.state}`)}</Badge> },
    { label: t("field.attempts"), value: mail.attempts },
    { label: t("field.created"), value: told(mail.createdAt) },
    mail.state === "sent"
      ? { label: t("field.sentAt"), value: told(mail.sentAt) }
      : { label: t("field.nextTryAt"), value: mail.state === "failed" ? null : told(mail.nextTryAt) },
    ...(mail.lastError
      ? [{ label: t("field.lastError"), value: own ? t(`reason.${own}`) : mail.lastError, wide: true }]
      : []),
  ];
  const hidden = mail.kind === "password_reset" && !mail.link;
  return (
    <div className="grid gap-6">
      <FactList facts={facts} />
      <section className="grid gap-3">
        <h2>{t("field.body")}</h2>
        <p lang={mail.locale} className="rounded border bg-sunken p-4 break-words whitespace-pre-wrap">
          {mail.text}
        </p>
        {hidden && <p className="text-muted">{t("link_hidden")}</p>}
      </section>
      {mail.canResend && can(ctx, "notifications.send") && (
        <Messages of={["notifications"]}>
          <ResendButton id={mail.id} />
        </Messages>
      )}
    </div>
  );
}
