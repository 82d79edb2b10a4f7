"use client";

import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/input";
import type { Reach } from "@/db/enums";
import { isOwned, type Permission } from "@/lib/core/permissions";
import { covers, firstReach, type GrantTable, withGrant, withoutGrant } from "@/lib/roles/grants";

/** One permission of the matrix: a tick, and behind it how far it reaches; without `onChange` a mark and the reach. */
export function GrantCell({
  permission,
  grants,
  held,
  onChange,
}: {
  permission: Permission;
  grants: GrantTable;
  held: GrantTable;
  onChange?: (grants: GrantTable) => void;
}) {
  const t = useTranslations();
  const [module = ""] = permission.split(".");
  const name = t("roles.cell", { module: t(`permissions.${module}.title`), action: t(`permissions.${permission}`) });
  const reach = grants[permission];
  if (!onChange)
    return (
      <span className="inline-flex h-6 items-center gap-1 whitespace-nowrap text-success" title={name}>
        {reach && <Check aria-label={t("roles.allowed")} className="size-4" />}
        {reach && isOwned(permission) && <span className="text-foreground">{t(`roles.reach.${reach}`)}</span>}
        {!reach && <span className="text-muted">—</span>}
      </span>
    );
  const other: Reach = reach === "own" ? "all" : "own";
  return (
    <span className="inline-flex h-6 items-center gap-1" title={held[permission] ? name : t("roles.not_held")}>
      <Checkbox
        aria-label={name}
        checked={reach !== undefined}
        disabled={!held[permission] && !reach}
        onChange={() =>
          onChange(reach ? withoutGrant(grants, permission) : withGrant(grants, permission, firstReach(permission)))
        }
      />
      {reach && isOwned(permission) && (
        <button
          type="button"
          className="min-h-6 rounded px-1 whitespace-nowrap text-primary hover:bg-hover disabled:text-muted"
          disabled={!covers(held[permission], other)}
          aria-label={t("roles.reach_of", { name, reach: t(`roles.reach.${reach}`) })}
          onClick={() => onChange(withGrant(grants, permission, other))}
        >
          {t(`roles.reach.${reach}`)}
        </button>
      )}
    </span>
  );
}
