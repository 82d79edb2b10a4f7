"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ViewedList } from "@/db/enums";
import type { ViewOption } from "@/lib/views/queries";

type Found = { views: readonly ViewOption[]; defaultId: string | null };

/** The views of a list, fetched when they are wanted: the list itself does not wait for them (SPD-01). */
export function useViews(list: ViewedList) {
  const [found, setFound] = useState<Found | "failed">();
  const load = () =>
    void fetch(`/api/views?list=${list}`, { headers: { accept: "application/json" } })
      .then((response) => (response.ok ? response.json() : Promise.reject(new Error(response.statusText))))
      .then((answer: Found) => setFound(answer))
      .catch(() => setFound("failed"));
  return { found, load };
}

/** The whole list, one's own views and those of others, as links that can be copied and shared. */
export function ViewLinks({ found, current }: { found?: Found | "failed"; current?: string }) {
  const t = useTranslations("views");
  if (found === undefined || found === "failed")
    return <p className="text-muted">{t(found === undefined ? "loading" : "failed")}</p>;
  const { views, defaultId } = found;
  const link = ({ id, name, owner, mine }: ViewOption) => (
    <a key={id} href={`?view=${id}`} aria-current={id === current || undefined}>
      {mine ? name : t("of", { name, owner })}
      {id === defaultId && <span className="ml-2 text-small text-muted">{t("default")}</span>}
    </a>
  );
  const group = (label: string, some: readonly ViewOption[]) =>
    some.length > 0 && (
      <nav aria-label={label}>
        <p className="text-small text-muted">{label}</p>
        {some.map(link)}
      </nav>
    );
  return (
    <div>
      <a href="?view=all">{t("all")}</a>
      {group(
        t("own"),
        views.filter(({ mine }) => mine),
      )}
      {group(
        t("shared_ones"),
        views.filter(({ mine }) => !mine),
      )}
      {views.length === 0 && <p className="text-muted">{t("none")}</p>}
    </div>
  );
}
