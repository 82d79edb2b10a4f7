import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { RelativeTime } from "@/components/layout/relative-time";
import { EmptyState } from "@/components/layout/states";
import { Badge } from "@/components/ui/badge";
import { idParam, page } from "@/lib/core/page";
import { personnelRecord } from "@/lib/personnel/queries";
import { UserFrame } from "../user-frame";
import { userOrNotFound } from "../user-or-not-found";

/** 人员档案 (ORG-08): how the states and posts of somebody went, as the database kept it. */
export default page("users.view", async (ctx, { params }) => {
  const user = await userOrNotFound(ctx, idParam(params));
  const { states, posts } = await personnelRecord(ctx, user);
  const t = await getTranslations("personnel");
  const users = await getTranslations("users");
  return (
    <UserFrame ctx={ctx} user={user} tab="record">
      <p className="text-muted">{t("help")}</p>
      <Periods
        title={t("states")}
        first={t("state")}
        periods={states.map((one) => ({ ...one, what: users(`state.${one.state}`) }))}
      />
      <Periods
        title={t("posts")}
        first={t("post")}
        periods={posts.map((one) => ({
          ...one,
          what: (
            <>
              {one.place}{" "}
              <Badge tone={one.isMain ? "info" : "neutral"}>{users(one.isMain ? "main_post" : "part_time_post")}</Badge>
            </>
          ),
        }))}
      />
    </UserFrame>
  );
});

type Period = {
  id: string;
  what: ReactNode;
  since: string;
  until: string | null;
  madeAt: Date;
  madeBy: string | null;
  endedAt: Date | null;
  endedBy: string | null;
};

/** Periods as a table, latest first; the present one has no end. Who and when tells of the last that happened to it. */
async function Periods({ title, first, periods }: { title: string; first: string; periods: readonly Period[] }) {
  const t = await getTranslations("personnel");
  return (
    <section className="grid gap-2">
      <h2>{title}</h2>
      {periods.length === 0 ? (
        <EmptyState title={t("none")} />
      ) : (
        <div className="periods">
          <table>
            <caption className="sr-only">{title}</caption>
            <thead>
              <tr>
                {[first, t("since"), t("until"), t("who"), t("when")].map((label) => (
                  <th key={label} scope="col">
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {periods.map((one) => (
                <tr key={one.id} data-present={one.until === null || undefined}>
                  <td>{one.what}</td>
                  <td className="numbers" data-label={t("since")}>
                    {one.since}
                  </td>
                  <td className="numbers" data-label={t("until")}>
                    {one.until ?? t("present")}
                  </td>
                  <td data-label={t("who")}>{(one.endedAt ? one.endedBy : one.madeBy) ?? t("program")}</td>
                  <td data-label={t("when")}>
                    <RelativeTime instant={(one.endedAt ?? one.madeAt).getTime()} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
