import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DetailHeader } from "@/components/layout/detail";
import { Messages } from "@/components/layout/messages";
import { SoftNavigation } from "@/components/layout/soft-navigation";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { buttonStyle } from "@/components/ui/button";
import { can } from "@/lib/core/context";
import { idParam, page } from "@/lib/core/page";
import { customerTypeNodes, findRole, membersOf } from "@/lib/roles/queries";
import { PermissionMatrix } from "../permission-matrix";
import { MemberTable } from "./member-table";

/** One role: what it allows, to which customer types it is limited, and who holds it (ROL-04). */
export default page("roles.view", async (ctx, { params }) => {
  const role = (await findRole(ctx, idParam(params))) ?? notFound();
  const [members, types] = await Promise.all([membersOf(ctx, role.id), customerTypeNodes(ctx)]);
  const t = await getTranslations("roles");
  const limits = types.filter(({ id }) => role.customerTypeIds?.includes(id)).map(({ label }) => label);
  const isAdministrator = role.builtin === "administrator";
  const mayGive = can(ctx, "roles.edit") && (ctx.actor.isAdministrator || !isAdministrator);
  return (
    <SoftNavigation className="grid grid-cols-[minmax(0,1fr)] gap-6">
      <DetailHeader
        title={role.name}
        number={role.institution ?? undefined}
        state={role.builtin && <Badge tone="info">{t("kind.builtin")}</Badge>}
        actions={
          can(ctx, "roles.edit") && (
            <a className={buttonStyle({ variant: "primary" })} href={`/system/roles/${role.id}/edit`}>
              {t("edit")}
            </a>
          )
        }
      >
        {role.description && <p className="text-muted">{role.description}</p>}
      </DetailHeader>
      <Messages of={["roles", "permissions"]}>
        <section className="grid grid-cols-[minmax(0,1fr)] gap-3">
          <h2>{t("section.members", { count: role.members })}</h2>
          <MemberTable
            role={{ id: role.id, name: role.name }}
            members={members}
            mayGive={mayGive}
            mayOpen={can(ctx, "users.view")}
          />
        </section>
        <section className="grid grid-cols-[minmax(0,1fr)] gap-3">
          <h2>{t("section.grants")}</h2>
          {isAdministrator ? (
            <Alert>{t("help.administrator")}</Alert>
          ) : (
            <PermissionMatrix grants={role.grants} held={{}} />
          )}
        </section>
        <section className="grid gap-1">
          <h2>{t("section.limits")}</h2>
          <p>{limits.join(t("separator")) || t("all_types")}</p>
          <p>
            {t("field.privateQuota")}: <span className="numbers">{role.privateQuota ?? t("no_quota")}</span>
          </p>
        </section>
      </Messages>
    </SoftNavigation>
  );
});
