"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useId, useState, useTransition } from "react";
import { Alert } from "@/components/ui/alert";
import { Select } from "@/components/ui/input";
import { type Encoding, ENCODINGS } from "@/lib/core/sheet/protocol";

/** Reads the file again in another encoding, or from another sheet of the workbook. */
export function HeadSwitch({
  id,
  encoding,
  sheet,
  sheets,
}: {
  id: string;
  encoding: Encoding | null;
  sheet: string | null;
  sheets: readonly string[];
}) {
  const t = useTranslations("imports");
  const field = useId();
  const router = useRouter();
  const [pending, start] = useTransition();
  const [problem, setProblem] = useState<string>();
  const change = (name: "encoding" | "sheet", value: string) =>
    start(async () => {
      const search = new URLSearchParams({ [name]: value });
      const response = await fetch(`/api/imports/${id}/head?${search}`, { method: "POST" }).catch(() => undefined);
      const answer = (await response?.json().catch(() => undefined)) as { message?: string } | undefined;
      setProblem(response?.ok ? undefined : (answer?.message ?? t("upload.failed")));
      if (response?.ok) router.refresh();
    });
  if (encoding === null && sheets.length < 2) return null;
  return (
    <div className="grid max-w-[480px] gap-2">
      {encoding !== null ? (
        <div className="field">
          <label className="field-label" htmlFor={field}>
            {t("map.encoding")}
          </label>
          <Select
            id={field}
            value={encoding}
            disabled={pending}
            aria-describedby={`${field}-help`}
            onChange={(event) => change("encoding", event.target.value)}
          >
            {ENCODINGS.map((value) => (
              <option key={value} value={value}>
                {t(`encoding.${value}`)}
              </option>
            ))}
          </Select>
          <p id={`${field}-help`} className="field-help">
            {t("map.encoding_help")}
          </p>
        </div>
      ) : (
        <div className="field">
          <label className="field-label" htmlFor={field}>
            {t("map.sheet")}
          </label>
          <Select
            id={field}
            value={sheet ?? ""}
            disabled={pending}
            onChange={(event) => change("sheet", event.target.value)}
          >
            {sheets.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </Select>
        </div>
      )}
      {problem && (
        <Alert tone="danger" live>
          {problem}
        </Alert>
      )}
    </div>
  );
}
