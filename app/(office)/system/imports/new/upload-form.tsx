"use client";

import { Download, FileSpreadsheet } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type DragEvent, type SubmitEvent, useId, useRef, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button, buttonStyle } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import type { ImportKind } from "@/db/enums";

type Answer = { id?: string; message?: string };

const ACCEPTED = ".xlsx,.csv,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** Chooses a file and sends it as it is; the same form sent twice is one import (IM-11). */
export function UploadForm({ kind }: { kind: ImportKind }) {
  const t = useTranslations("imports.upload");
  const id = useId();
  const router = useRouter();
  const key = useRef("");
  const [file, setFile] = useState<File>();
  const [over, setOver] = useState(false);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();

  function choose(chosen: File | undefined) {
    if (!chosen) return;
    key.current = crypto.randomUUID();
    setFile(chosen);
    setProblem(undefined);
  }
  function onDrop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    choose(event.dataTransfer.files[0]);
  }
  async function onSubmit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    if (!file) return setProblem(t("none"));
    setPending(true);
    setProblem(undefined);
    const answer = await send(file, kind, key.current).catch((): Answer => ({ message: t("failed") }));
    if (answer.id) return router.push(`/system/imports/${answer.id}`);
    setPending(false);
    setProblem(answer.message ?? t("failed"));
  }
  return (
    <form onSubmit={onSubmit} className="grid max-w-[720px] gap-4" aria-busy={pending}>
      <div
        className={cn(
          "grid justify-items-center gap-2 rounded border border-dashed border-input px-4 py-10 text-center has-focus-visible:outline-2 has-focus-visible:outline-primary",
          over && "bg-selected",
        )}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        <FileSpreadsheet aria-hidden className="size-8 text-muted" />
        {file && <p className="max-w-full font-semibold break-words">{file.name}</p>}
        <p>
          {!file && <span className="text-muted max-sm:hidden">{t("drop")} </span>}
          <label htmlFor={id} className="cursor-pointer text-primary hover:underline">
            {t(file ? "change" : "choose")}
          </label>
        </p>
        <input
          id={id}
          type="file"
          accept={ACCEPTED}
          className="sr-only"
          aria-describedby={problem ? `${id}-error` : undefined}
          aria-invalid={problem ? true : undefined}
          onChange={(event) => choose(event.target.files?.[0])}
        />
      </div>
      {problem && (
        <Alert tone="danger" live>
          <span id={`${id}-error`}>{problem}</span>
        </Alert>
      )}
      <div className="flex flex-wrap items-center justify-between gap-3">
        <a className={buttonStyle()} href={`/api/imports/template?kind=${kind}`} download>
          <Download aria-hidden />
          {t("template")}
        </a>
        <Button type="submit" variant="primary" disabled={pending}>
          {t(pending ? "sending" : "start")}
        </Button>
      </div>
      <p className="text-muted">{t("template_help")}</p>
    </form>
  );
}

/** The body is the file itself, so that the server can write it down while it arrives. */
async function send(file: File, kind: ImportKind, key: string): Promise<Answer> {
  const search = new URLSearchParams({ kind, key, name: file.name });
  const headers = { "content-type": "application/octet-stream" };
  const response = await fetch(`/api/imports?${search}`, { method: "POST", body: file, headers });
  return (await response.json()) as Answer;
}
