"use client";

import { useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import { SelectField, TextField } from "@/components/form/fields";
import { Form } from "@/components/form/form";
import { FormFooter, FormGrid } from "@/components/form/form-layout";
import { useActionForm } from "@/components/form/use-action-form";
import { notify } from "@/components/layout/notify";
import { Card } from "@/components/ui/card";
import { numberDateParts } from "@/db/enums";
import type { PlainDate } from "@/db/scalars";
import { saveNumberRuleAction } from "@/lib/numbering/actions";
import { formatNumber } from "@/lib/numbering/format";
import type { NumberRuleView } from "@/lib/numbering/queries";
import { numberRuleInput } from "@/lib/numbering/schema";

const digits = ["3", "4", "5", "6", "7", "8"];

/** The rule of one kind: what comes next stands on top and follows what is typed. */
export function NumberRuleCard({
  view,
  today,
  editable,
}: {
  view: NumberRuleView;
  today: PlainDate;
  editable: boolean;
}) {
  const t = useTranslations("numbering");
  const { kind, rule, version, last, next } = view;
  const form = useActionForm({
    schema: numberRuleInput,
    action: saveNumberRuleAction,
    defaultValues: { kind, version, prefix: rule.prefix, datePart: rule.datePart, digits: String(rule.digits) },
    onSuccess: () => notify.done(t("saved")),
  });
  const typed = useWatch({ control: form.control });
  const asTyped = numberRuleInput.safeParse(typed);
  const same = typed.prefix === rule.prefix && typed.datePart === rule.datePart && typed.digits === String(rule.digits);
  // Another prefix or date part begins its own sequence, mostly at 1; only the length changes what is next here.
  const goesOn = typed.prefix === rule.prefix && typed.datePart === rule.datePart;
  const preview = same ? next : asTyped.success ? formatNumber(asTyped.data, today, goesOn ? last + 1 : 1) : "—";
  return (
    <Card title={t(`kind.${kind}`)}>
      <div className="mb-4 rounded bg-sunken px-4 py-3" aria-live="polite">
        <p className="text-muted">{t(same ? "next" : "next_changed")}</p>
        <p className="numbers text-[20px] leading-7 font-semibold break-all">{preview}</p>
        <p className="numbers text-muted">{goesOn && last > 0 ? t("last", { last }) : t("unused")}</p>
      </div>
      <Form form={form}>
        <FormGrid>
          <TextField
            control={form.control}
            name="prefix"
            label={t("field.prefix")}
            help={t("help.prefix")}
            maxLength={10}
            length="short"
            disabled={!editable}
          />
          <SelectField
            control={form.control}
            name="datePart"
            label={t("field.datePart")}
            help={t("help.datePart")}
            options={numberDateParts.map((part) => ({ value: part, label: t(`date_part.${part}`) }))}
            disabled={!editable}
          />
          <SelectField
            control={form.control}
            name="digits"
            label={t("field.digits")}
            help={t("help.digits")}
            options={digits.map((value) => ({ value, label: value }))}
            disabled={!editable}
          />
        </FormGrid>
        {editable && <FormFooter />}
      </Form>
    </Card>
  );
}
