"use client";

import { FileArchive, FileSpreadsheet, FileText, type LucideIcon, Presentation, Trash2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { ActionButton } from "@/components/form/action-button";
import { formatBytes } from "@/components/format";
import { RelativeTime } from "@/components/layout/relative-time";
import { buttonStyle } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Icon } from "@/components/ui/icon";
import type { AttachmentType } from "@/db/enums";
import { removeAttachmentAction } from "@/lib/attachments/actions";
import { formats } from "@/lib/attachments/formats";
import type { AttachmentView } from "@/lib/attachments/queries";

const icons: Record<AttachmentType, LucideIcon> = {
  pdf: FileText,
  word: FileText,
  excel: FileSpreadsheet,
  powerpoint: Presentation,
  image: FileText,
  text: FileText,
  zip: FileArchive,
};

/** The files with their preview, size, who and when. A name loads the file, a picture shows its preview. */
export function AttachmentList({
  attachments,
  mayRemove,
}: {
  attachments: readonly AttachmentView[];
  mayRemove: boolean;
}) {
  const t = useTranslations("attachments");
  const locale = useLocale();
  const [shown, setShown] = useState<AttachmentView>();
  return (
    <section className="grid gap-2" aria-label={t("title")}>
      <p className="text-muted">{t("count", { count: attachments.length })}</p>
      <ul className="attachments">
        {attachments.map((one) => (
          <li key={one.id}>
            {one.hasPreview ? (
              <button
                type="button"
                className="thumbnail"
                aria-label={t("preview", { name: one.name })}
                onClick={() => setShown(one)}
              >
                {/* eslint-disable-next-line next/no-img-element -- drawn by us, under the right of the record: no shared cache */}
                <img src={previewOf(one.id)} alt="" width={48} height={48} loading="lazy" />
              </button>
            ) : (
              <span className="thumbnail">
                <Icon of={icons[formats[one.format].type]} />
              </span>
            )}
            <div className="min-w-0 grow">
              <a href={fileOf(one.id)} download className="link break-all" title={t("download", { name: one.name })}>
                {one.name}
              </a>
              <p className="flex flex-wrap gap-x-3 text-small text-muted">
                <span className="numbers">{formatBytes(one.size, locale)}</span>
                <span>{t("added_by", { name: one.by })}</span>
                <RelativeTime instant={one.at.getTime()} />
              </p>
            </div>
            {mayRemove && (
              <ActionButton
                variant="ghost"
                run={() => removeAttachmentAction({ id: one.id })}
                confirm={{
                  title: t("remove_title", { name: one.name }),
                  body: t("remove_body"),
                  verb: t("remove_verb"),
                }}
                done={t("removed", { name: one.name })}
              >
                <Icon of={Trash2} />
                <span className="max-sm:sr-only">{t("remove")}</span>
                <span className="sr-only">{one.name}</span>
              </ActionButton>
            )}
          </li>
        ))}
      </ul>
      {shown && (
        <Dialog
          open
          title={shown.name}
          onClose={() => setShown(undefined)}
          className="w-[min(560px,calc(100vw-32px))]"
          footer={
            <a href={fileOf(shown.id)} download className={buttonStyle()}>
              {t("open_original")}
            </a>
          }
        >
          {/* eslint-disable-next-line next/no-img-element -- as above */}
          <img src={previewOf(shown.id)} alt={shown.name} className="mx-auto max-h-[60dvh] max-w-full" />
        </Dialog>
      )}
    </section>
  );
}

const fileOf = (id: string) => `/api/attachments/${id}`;
const previewOf = (id: string) => `/api/attachments/${id}/preview`;
