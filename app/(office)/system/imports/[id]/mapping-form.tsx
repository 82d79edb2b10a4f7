"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useWatch } from "react-hook-form";
import { ChoiceField } from "@/components/form/choice-fields";
import { SelectField } from "@/components/form/fields";
import { Form } from "@/components/form/form";
import { FormFooter, FormSection } from "@/components/form/form-layout";
import { useActionForm } from "@/components/form/use-action-form";
import { startCheckAction } from "@/lib/imports/actions";
import { type CheckInput, checkInput } from "@/lib/imports/schema";
import { ColumnList, type FieldOption, type FileColumn } from "./column-list";
import { TickGroup } from "./tick-group";

type Option = { value: string; label: string; help?: string };

/** The choices of an import before its file is checked. */
export function MappingForm({
  id,
  columns,
  fields,
  tokens,
  dictionaries,
  kinds,
  modes,
  start,
  keyHelp,
  children,
}: {
  id: string;
  columns: readonly (FileColumn & { field: string | null })[];
  fields: readonly FieldOption[];
  tokens: readonly { token: string; count: number }[];
  /** The dictionaries to which unknown values can be added, with the field that brings them. */
  dictionaries: readonly { field: string; kind: string; label: string }[];
  kinds: readonly Option[];
  modes: readonly Option[];
  start: Pick<CheckInput, "mode" | "emptyTokens" | "customerKind" | "addUnknown">;
  /** How rows are matched with what is known. */
  keyHelp: string;
  /** Further buttons beside the one that goes on. */
  children?: ReactNode;
}) {
  const t = useTranslations("imports.map");
  const router = useRouter();
  const form = useActionForm({
    schema: checkInput,
    action: startCheckAction,
    defaultValues: { id, ...start, columns: columns.map(({ field }, index) => ({ index, field })) },
    onSuccess: () => router.replace(`/system/imports/${id}`),
  });
  const mapped = new Set(useWatch({ control: form.control, name: "columns" }).map(({ field }) => field));
  const offered = dictionaries.filter(({ field }) => mapped.has(field));
  return (
    <Form form={form} className="max-w-[1120px]">
      <ColumnList control={form.control} columns={columns} fields={fields} errors={form.formState.errors.columns} />
      <FormSection title={t("options")} help={keyHelp}>
        <ChoiceField control={form.control} name="mode" label={t("mode")} options={modes} />
        {fields.some(({ value }) => value === "kind") && !mapped.has("kind") && (
          <div className="max-w-[320px]">
            <SelectField
              control={form.control}
              name="customerKind"
              label={t("customer_kind")}
              options={kinds}
              required
            />
          </div>
        )}
        {tokens.length > 0 && (
          <TickGroup
            control={form.control}
            name="emptyTokens"
            label={t("tokens")}
            help={t("tokens_help")}
            options={tokens.map(({ token, count }) => ({ value: token, label: t("token", { token, count }) }))}
          />
        )}
        {offered.length > 0 && (
          <TickGroup
            control={form.control}
            name="addUnknown"
            label={t("unknown")}
            help={t("unknown_help")}
            options={offered.map(({ kind, label }) => ({ value: kind, label: t("add", { name: label }) }))}
          />
        )}
      </FormSection>
      <FormFooter save={t("start")}>{children}</FormFooter>
    </Form>
  );
}
