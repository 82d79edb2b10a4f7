import { getTranslations } from "next-intl/server";
import { Messages } from "@/components/layout/messages";
import { PageTitle } from "@/components/layout/detail";
import { Alert } from "@/components/ui/alert";
import { can } from "@/lib/core/context";
import { page } from "@/lib/core/page";
import { listNumberRules } from "@/lib/numbering/queries";
import { NumberRuleCard } from "./number-rule-card";

/** 编号规则 (NUM-01): how the numbers of every kind are made, with what comes next. */
export default page("settings.view", async (ctx) => {
  const t = await getTranslations("numbering");
  const rules = await listNumberRules(ctx);
  const editable = can(ctx, "settings.edit");
  return (
    <Messages of={["numbering"]}>
      <div className="grid max-w-[960px] gap-6">
        <PageTitle title={t("title")} help={t("lead")} />
        {!editable && <Alert>{t("read_only")}</Alert>}
        {rules.map((rule) => (
          <NumberRuleCard key={`${rule.kind}-${rule.version}`} view={rule} today={ctx.today} editable={editable} />
        ))}
      </div>
    </Messages>
  );
});
