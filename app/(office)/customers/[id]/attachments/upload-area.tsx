"use client";

import { Upload, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type DragEvent, useId, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button, IconButton } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Icon } from "@/components/ui/icon";
import { ProgressBar } from "@/components/ui/progress";
import type { AttachableKind } from "@/lib/attachments/schema";
import { useUploads } from "./use-uploads";

/** Takes files by dropping or choosing, several at once, each with its progress; one that is refused says why and can be sent again. */
export function UploadArea({
  on,
  record,
  endings,
  help,
}: {
  on: AttachableKind;
  record: string;
  endings: readonly string[];
  help: string;
}) {
  const t = useTranslations("attachments");
  const id = useId();
  const [over, setOver] = useState(false);
  const { uploads, problem, add, again, dismiss } = useUploads(on, record);

  function onDrop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    add([...event.dataTransfer.files]);
  }
  return (
    <div className="no-print grid gap-3">
      <div
        className={cn(
          "grid justify-items-center gap-1 rounded border border-dashed border-input px-4 py-6 text-center has-focus-visible:outline-2 has-focus-visible:outline-primary",
          over && "bg-selected",
        )}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        <Icon of={Upload} className="text-muted" />
        <p>
          <span className="text-muted max-sm:hidden">{t("drop")} </span>
          <label htmlFor={id} className="cursor-pointer text-primary hover:underline">
            {t("choose")}
          </label>
        </p>
        <p id={`${id}-help`} className="max-w-[720px] text-small text-muted">
          {help}
        </p>
        <input
          id={id}
          type="file"
          multiple
          accept={endings.join(",")}
          className="sr-only"
          aria-describedby={`${id}-help`}
          onChange={(event) => {
            add([...(event.target.files ?? [])]);
            // The same file can then be chosen again.
            event.target.value = "";
          }}
        />
      </div>
      {problem && (
        <Alert tone="danger" live>
          {problem}
        </Alert>
      )}
      {uploads.map(({ key, name, sent, refused, brokeOff }) =>
        refused === undefined ? (
          <ProgressBar
            key={key}
            label={t("sending", { name })}
            value={sent}
            max={1}
            text={sent === 0 ? t("waiting") : undefined}
          />
        ) : (
          <Alert key={key} tone="danger" live title={name}>
            <div className="flex flex-wrap items-center justify-between gap-2">
              <span>{refused}</span>
              <span className="flex gap-1">
                {brokeOff && (
                  <Button size="small" onClick={() => again(key)}>
                    {t("again")}
                  </Button>
                )}
                <IconButton label={t("dismiss", { name })} onClick={() => dismiss(key)}>
                  <Icon of={X} />
                </IconButton>
              </span>
            </div>
          </Alert>
        ),
      )}
    </div>
  );
}
