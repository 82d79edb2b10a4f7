import { getTranslations } from "next-intl/server";
import { TabLinks } from "@/components/layout/tab-links";

const hrefs = { events: "/system/audit", security: "/system/audit/security" };

/** The two parts of the log. */
export async function AuditTabs({ current }: { current: keyof typeof hrefs }) {
  const t = await getTranslations("audit");
  return (
    <div className="px-4 pb-3 md:px-6">
      <TabLinks
        label={t("tab.label")}
        tabs={[
          { href: hrefs.events, label: t("tab.events") },
          { href: hrefs.security, label: t("tab.security") },
        ]}
        current={hrefs[current]}
      />
    </div>
  );
}
