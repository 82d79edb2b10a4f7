import { getTranslations } from "next-intl/server";
import { type Fact, FactList } from "@/components/layout/detail";
import { can } from "@/lib/core/context";
import { idParam, page } from "@/lib/core/page";
import { describeAccess } from "@/lib/users/access";
import { UserFrame } from "./user-frame";
import { userOrNotFound } from "./user-or-not-found";

/** One account: who it is, what they do here, what their roles and limits open to them. */
export default page("users.view", async (ctx, { params }) => {
  const user = await userOrNotFound(ctx, idParam(params));
  const access = await describeAccess(ctx, user);
  const t = await getTranslations("users");
  const groups: [string, Fact[]][] = [
    [
      "basic",
      [
        { label: t("field.gender"), value: user.gender && t(`gender.${user.gender}`) },
        { label: t("field.staffNumber"), value: user.staffNumber },
        { label: t("field.validUntil"), value: user.validUntil ?? t("no_end") },
        { label: t("field.mobile"), value: user.mobile },
        {
          label: t("field.email"),
          value: user.email && (
            <a className="link" href={`mailto:${user.email}`}>
              {user.email}
            </a>
          ),
        },
        { label: t("field.officePhone"), value: user.officePhone },
        { label: t("field.homePhone"), value: user.homePhone },
      ],
    ],
    [
      "posts",
      access.posts.map(({ place, isMain, since }) => ({
        label: t(isMain ? "main_post" : "part_time_post"),
        value: since ? t("post_since", { place, since }) : place,
        wide: true,
      })),
    ],
    [
      "roles",
      access.roles.map(({ id, name, description }) => ({
        label: name,
        value: (
          <>
            {description ?? "—"}
            {can(ctx, "roles.view") && (
              <a
                className="ml-2 text-primary underline"
                href={`/system/roles/${id}`}
                aria-label={t("open_role", { name })}
              >
                {t("open")}
              </a>
            )}
          </>
        ),
        wide: true,
      })),
    ],
    [
      "scope",
      [
        {
          label: t("field.customerTypeIds"),
          value: access.customerTypes?.join(t("separator")) ?? t("all_types"),
          wide: true,
        },
        { label: t("field.privateQuota"), value: user.privateQuota ?? t("no_quota"), wide: true },
        ...access.levels.map(({ place, includesBelow }) => ({
          label: t(includesBelow ? "level_with_below" : "level_alone"),
          value: place,
          wide: true,
        })),
      ],
    ],
  ];
  return (
    <UserFrame ctx={ctx} user={user} tab="account">
      {groups.map(([name, facts]) => (
        <section key={name} className="grid gap-2">
          <h2>{t(`section.${name}`)}</h2>
          {facts.length > 0 ? <FactList facts={facts} /> : <p className="text-muted">{t(`none.${name}`)}</p>}
        </section>
      ))}
    </UserFrame>
  );
});
