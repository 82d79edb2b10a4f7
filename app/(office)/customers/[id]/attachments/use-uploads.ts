"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { notify } from "@/components/layout/notify";
import type { AttachableKind } from "@/lib/attachments/schema";

/** A file on its way: `sent` from 0 to 1, `refused` with the sentence why it was not taken; what `brokeOff` may go well the next time. */
export type Upload = { key: string; name: string; sent: number; refused?: string; brokeOff?: boolean };
type Answer = { id?: string; message?: string; fields?: Record<string, string> };

const MOST_AT_ONCE = 50;

/** Sends files one after the other, so that a slow line carries one well; what was refused stays until it is sent again or dismissed. */
export function useUploads(on: AttachableKind, record: string) {
  const t = useTranslations("attachments");
  const router = useRouter();
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const [problem, setProblem] = useState<string>();
  const files = useRef(new Map<string, File>());
  const waiting = useRef<string[]>([]);
  const busy = useRef(false);
  const running = useRef<XMLHttpRequest>(undefined);
  // Whoever leaves the page does not want the rest sent from behind it.
  useEffect(
    () => () => {
      waiting.current = [];
      running.current?.abort();
    },
    [],
  );
  const change = (key: string, patch: Partial<Upload>) =>
    setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...patch } : one)));
  const dismiss = (key: string) => {
    files.current.delete(key);
    setUploads((all) => all.filter((one) => one.key !== key));
  };

  async function work(): Promise<void> {
    if (busy.current) return;
    busy.current = true;
    let done = 0;
    for (let key = waiting.current.shift(); key; key = waiting.current.shift()) {
      const file = files.current.get(key);
      if (!file) continue;
      const current = key;
      const answer = await send({ on, record, key, name: file.name }, file, running, (sent) =>
        change(current, { sent }),
      ).catch((): Answer => ({}));
      if (answer.id) {
        dismiss(key);
        done += 1;
      } else
        change(key, { refused: answer.fields?.file ?? answer.message ?? t("failed"), brokeOff: !answer.fields?.file });
    }
    busy.current = false;
    if (done === 0) return;
    notify.done(t("sent", { count: done }));
    router.refresh();
  }
  function add(chosen: readonly File[]): void {
    setProblem(chosen.length > MOST_AT_ONCE ? t("too_many", { count: MOST_AT_ONCE }) : undefined);
    if (chosen.length === 0 || chosen.length > MOST_AT_ONCE) return;
    const added = chosen.map((file) => ({ key: crypto.randomUUID(), name: file.name, sent: 0 }));
    for (const [at, { key }] of added.entries()) {
      files.current.set(key, chosen[at]!);
      waiting.current.push(key);
    }
    setUploads((all) => [...all, ...added]);
    void work();
  }
  function again(key: string): void {
    change(key, { sent: 0, refused: undefined });
    waiting.current.push(key);
    void work();
  }
  return { uploads, problem, add, again, dismiss };
}

/** The body is the file itself. The older request of the browser is the one that tells how much has been sent. */
function send(
  input: Record<"on" | "record" | "key" | "name", string>,
  file: File,
  running: { current: XMLHttpRequest | undefined },
  onProgress: (sent: number) => void,
): Promise<Answer> {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    running.current = request;
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      try {
        done(JSON.parse(request.responseText) as Answer);
      } catch (error) {
        failed(error as Error);
      }
    };
    request.onerror = request.onabort = () => failed(new Error("The upload broke off."));
    request.open("POST", `/api/attachments?${new URLSearchParams(input)}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.send(file);
  });
}
