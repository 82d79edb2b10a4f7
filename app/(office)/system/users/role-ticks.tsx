"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Control, FieldPath } from "react-hook-form";
import { useField } from "@/components/form/field-frame";
import { FormSection } from "@/components/form/form-layout";
import { Checkbox } from "@/components/ui/input";
import type { RoleChoice } from "@/lib/roles/queries";
/** A role that can be ticked; one `beyond` the rights of the reader can only be taken away (ROL-06). */
export type GivenRole = RoleChoice & { beyond: boolean };

/** The roles of an account by ticks (ROL-04); the union of what they allow is what the person may do (ROL-03). */
export function RoleTicks<V extends { roleIds: string[] }>({
  control,
  roles,
  disabled,
}: {
  control: Control<V, unknown, unknown>;
  roles: readonly GivenRole[];
  disabled: boolean;
}) {
  const t = useTranslations("users");
  const props = { control, name: "roleIds" as FieldPath<V>, label: t("field.roleIds") };
  const said = (value: unknown) =>
    roles
      .filter(({ id }) => Array.isArray(value) && value.includes(id))
      .map(({ name }) => name)
      .join(t("separator")) || "—";
  const { field, control: attributes, id, error } = useField(props, said);
  const chosen = field.value as string[];
  const [before] = useState(chosen);
  const isClosed = ({ id, beyond }: GivenRole) => disabled || (beyond && !before.includes(id));
  const toggle = (roleId: string) =>
    field.onChange(chosen.includes(roleId) ? chosen.filter((one) => one !== roleId) : [...chosen, roleId].sort());
  return (
    <FormSection title={t("section.roles")} help={t("help.roles")}>
      <fieldset className="field">
        <legend className="sr-only">{props.label}</legend>
        <div className="grid gap-x-6 gap-y-1 sm:grid-cols-2">
          {roles.map((role, at) => (
            <label
              key={role.id}
              className="flex min-w-0 gap-2 py-1"
              title={isClosed(role) && !disabled ? t("role_beyond") : undefined}
            >
              <Checkbox
                {...attributes}
                id={at === 0 ? attributes.id : `${attributes.id}-${role.id}`}
                className="mt-[3px]"
                checked={chosen.includes(role.id)}
                disabled={isClosed(role)}
                onChange={() => toggle(role.id)}
              />
              <span className="min-w-0">
                {role.name}
                {role.institution && <span className="text-muted"> · {role.institution}</span>}
                {role.description && <span className="block truncate text-small text-muted">{role.description}</span>}
              </span>
            </label>
          ))}
        </div>
        {error && (
          <p id={`${id}-error`} className="field-error">
            {error}
          </p>
        )}
      </fieldset>
    </FormSection>
  );
}
