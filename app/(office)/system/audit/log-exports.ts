import type { MenuItem } from "@/components/ui/menu";
import { can, type Context } from "@/lib/core/context";
import { listHref } from "@/lib/core/list";

/** The ways out of a log for whoever may take it away, with the filter of its address. */
export const logExports = (
  ctx: Context,
  log: "events" | "security",
  search: string,
  t: (key: "export_xlsx" | "export_csv") => string,
): MenuItem[] =>
  can(ctx, "audit.export")
    ? (["xlsx", "csv"] as const).map((format) => ({
        key: format,
        label: t(`export_${format}`),
        href: `/api/audit/export${listHref(search, { panel: null, format, log })}`,
        download: true,
      }))
    : [];
