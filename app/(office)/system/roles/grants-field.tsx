"use client";

import { useTranslations } from "next-intl";
import { useField } from "@/components/form/field-frame";
import type { GrantTable } from "@/lib/roles/grants";
import { PermissionMatrix } from "./permission-matrix";
import type { RoleControl } from "./role-form";

/** The permission matrix as a field of the role's form. */
export function GrantsField({
  control,
  held,
  readOnly,
}: {
  control: RoleControl;
  held: GrantTable;
  readOnly: boolean;
}) {
  const t = useTranslations("roles");
  const props = { control, name: "grants" as const, label: t("field.grants") };
  const { field, id, error } = useField(props, (value) => t("grant_count", { count: Object.keys(value ?? {}).length }));
  return (
    <fieldset className="field">
      <legend className="sr-only">{props.label}</legend>
      <PermissionMatrix
        id={id}
        grants={field.value as GrantTable}
        held={held}
        onChange={readOnly ? undefined : field.onChange}
      />
      {error && (
        <p id={`${id}-error`} className="field-error">
          {error}
        </p>
      )}
    </fieldset>
  );
}
