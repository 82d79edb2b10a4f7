import { getTranslations } from "next-intl/server";
import { formatInstant } from "@/components/format";
import { Messages } from "@/components/layout/messages";
import { PageTitle } from "@/components/layout/detail";
import { Alert } from "@/components/ui/alert";
import { can } from "@/lib/core/context";
import { page } from "@/lib/core/page";
import { optionalModules } from "@/lib/settings/modules";
import { findSettings } from "@/lib/settings/queries";
import { timeZones } from "@/lib/settings/schema";
import { SettingsForm } from "./settings-form";

/** 设置 (D-51, D-52): the company, its clock and currency, limits, what is switched on. */
export default page("settings.view", async (ctx) => {
  const [t, permission] = await Promise.all([getTranslations("settings"), getTranslations("permissions")]);
  const settings = await findSettings(ctx);
  const editable = can(ctx, "settings.edit");
  return (
    <Messages of={["settings", "attachments"]}>
      <div className="grid max-w-[960px] gap-6">
        <PageTitle title={t("title")} help={t("lead")} />
        {!editable && <Alert>{t("read_only")}</Alert>}
        <SettingsForm
          key={settings.version}
          settings={settings}
          zones={timeZones}
          modules={optionalModules.map((name) => ({ name, label: permission(`${name}.title`) }))}
          now={formatInstant(ctx.now.getTime(), settings.timeZone)}
          editable={editable}
        />
      </div>
    </Messages>
  );
});
