import { getFormatter, getTranslations } from "next-intl/server";
import { Messages } from "@/components/layout/messages";
import { Alert } from "@/components/ui/alert";
import type { StaffContext } from "@/lib/core/context";
import { listMerges } from "@/lib/merges/queries";
import { UndoMerge } from "./undo-merge";

/** Customers that went into this one and can still come out again (F16); after that only the history tells of them. */
export async function MergedHere({ ctx, id }: { ctx: StaffContext; id: string }) {
  const merges = (await listMerges(ctx, id)).filter(({ daysLeft }) => daysLeft > 0);
  if (merges.length === 0) return null;
  const t = await getTranslations("merges");
  const format = await getFormatter();
  return (
    <Messages of={["merges"]}>
      <div className="grid gap-2">
        {merges.map(({ id: merge, name, number, by, at, daysLeft, canUndo }) => (
          <Alert key={merge} tone="info">
            <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
              <p>
                {t("merged_here", { name, number, by, at: format.dateTime(at, { dateStyle: "medium" }) })}{" "}
                <span className="text-muted">{t("days_left", { count: daysLeft })}</span>
              </p>
              {canUndo && <UndoMerge id={merge} name={name} />}
            </div>
          </Alert>
        ))}
      </div>
    </Messages>
  );
}
