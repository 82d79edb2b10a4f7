import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/layout/states";
import { buttonStyle } from "@/components/ui/button";
import type { StaffContext } from "@/lib/core/context";
import { departmentOptions, institutionOptions, positionOptions } from "@/lib/organisation/options";
import type { PositionFound } from "@/lib/organisation/queries";
import { outsideBranch } from "@/lib/organisation/tree";
import { PositionForm } from "./position-form";

const DEPARTMENTS = "/system/departments";

/** Loads what the position form offers and hands it on: the same in the panel and on its own page. */
export async function PositionEditor({
  ctx,
  position,
  institution,
  department,
}: {
  ctx: StaffContext;
  position?: PositionFound;
  institution?: string;
  department?: string;
}) {
  const [institutions, departments, positions] = await Promise.all([
    institutionOptions(ctx),
    departmentOptions(ctx),
    positionOptions(ctx),
  ]);
  if (departments.length === 0) return <NoDepartment />;
  const chosen = departments.find(({ id }) => id === department);
  return (
    <PositionForm
      key={position?.version}
      position={position}
      institutions={institutions}
      departments={departments}
      superiors={outsideBranch(positions, position?.id, ({ superiorId }) => superiorId)}
      start={{
        institutionId: position?.institutionId ?? chosen?.institutionId ?? institution ?? departments[0]!.institutionId,
        departmentId: chosen?.id ?? "",
      }}
    />
  );
}

async function NoDepartment() {
  const t = await getTranslations("organisation");
  return (
    <EmptyState title={t("departments.empty_title")} help={t("positions.empty_without")}>
      <a className={buttonStyle()} href={DEPARTMENTS}>
        {t("departments.title")}
      </a>
    </EmptyState>
  );
}
