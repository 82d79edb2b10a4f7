"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { notify } from "@/components/layout/notify";
import { useReady } from "@/components/layout/use-ready";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { tagCustomersAction } from "@/lib/tags/actions";
import type { CustomerTag } from "@/lib/tags/queries";
import { TagDialog } from "../tag-dialog";

/** The tags of one customer: a cross takes one off, the button at the end puts others on. */
export function TagChips({
  customerId,
  tags,
  canEdit,
}: {
  customerId: string;
  tags: readonly CustomerTag[];
  canEdit: boolean;
}) {
  const t = useTranslations("tags");
  const ready = useReady();
  const [adding, setAdding] = useState(false);
  const [pending, start] = useTransition();
  const takeOff = ({ id, name }: CustomerTag) =>
    start(async () => {
      const result = await tagCustomersAction({ ids: [customerId], add: [], remove: [id] });
      if (result.ok) notify.done(t("taken_off", { name }));
      else notify.refused(result.message);
    });
  return (
    <div className="flex flex-wrap items-center gap-2">
      {tags.length === 0 && <span className="text-muted">{t("none_on")}</span>}
      <ul className="filter-chips empty:hidden" aria-label={t("title")}>
        {tags.map((tag) => (
          <li key={tag.id} className={tag.colour}>
            <span className="truncate">{tag.name}</span>
            {canEdit && ready && (
              <button
                type="button"
                aria-label={t("take_off", { name: tag.name })}
                title={t("take_off", { name: tag.name })}
                disabled={pending}
                onClick={() => takeOff(tag)}
              >
                <Icon of={X} />
              </button>
            )}
          </li>
        ))}
      </ul>
      {canEdit && ready && (
        <Button size="small" onClick={() => setAdding(true)}>
          <Icon of={Plus} />
          {t("add")}
        </Button>
      )}
      {adding && <TagDialog ids={[customerId]} only="add" onClose={() => setAdding(false)} />}
    </div>
  );
}
