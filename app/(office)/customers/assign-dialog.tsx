"use client";

import { useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import type { z } from "zod";
import { ChoiceField } from "@/components/form/choice-fields";
import { TextField } from "@/components/form/fields";
import { Form } from "@/components/form/form";
import { FormFooter } from "@/components/form/form-layout";
import { PickerField } from "@/components/form/picker-fields";
import { useActionForm } from "@/components/form/use-action-form";
import { notify } from "@/components/layout/notify";
import { ownerships } from "@/db/enums";
import { assignCustomersAction, chooseToAssignAction } from "@/lib/customers/actions";
import { assignment } from "@/lib/customers/assign-schema";
import type { FixedSelection } from "@/lib/customers/selection";
import { PersonPath } from "../person-path";
import { ChosenDialog, type ChosenDialogProps } from "./chosen-dialog";
import { TypedCount } from "./typed-count";

type Values = z.input<typeof assignment>;

/** 分派 (SHA-02): who receives the customers, and why. */
export function AssignDialog({ choice, onClose, onDone }: ChosenDialogProps) {
  return (
    <ChosenDialog verb="assign" choice={choice} choose={chooseToAssignAction} onClose={onClose}>
      {(customers, close) => <AssignForm {...{ customers, close, onClose, onDone }} />}
    </ChosenDialog>
  );
}

function AssignForm({
  customers,
  close,
  onClose,
  onDone,
}: {
  customers: FixedSelection["customers"];
  close: () => void;
  onClose: () => void;
  onDone?: () => void;
}) {
  const t = useTranslations("shares");
  const form = useActionForm<Values, unknown, { count: number; to: string }>({
    schema: assignment as unknown as z.ZodType<unknown, Values>,
    action: assignCustomersAction,
    defaultValues: { customers, ownership: "private", reason: "" },
    onSuccess: (data) => {
      notify.done(t("assigned", data));
      onClose();
      onDone?.();
    },
  });
  const { control } = form;
  const ownership = useWatch({ control, name: "ownership" });
  const isPrivate = ownership === "private";
  return (
    <Form form={form}>
      <ChoiceField
        control={control}
        name="ownership"
        label={t("field.ownership")}
        help={t(`${ownership}_help`)}
        options={ownerships.map((value) => ({ value, label: t(`ownership.${value}`) }))}
        required
      />
      <PersonPath
        control={control}
        setValue={form.setValue}
        institution={{
          name: "institutionId",
          label: t("field.institutionId"),
          help: isPrivate ? t("help.path") : undefined,
        }}
        department={{ name: "departmentId", label: t("field.departmentId"), required: !isPrivate }}
        person={isPrivate ? { name: "ownerId", label: t("field.ownerId"), required: true } : undefined}
      />
      <PickerField
        control={control}
        name="typeId"
        label={t("field.typeId")}
        help={t("help.typeId")}
        endpoint="/api/dictionaries?kind=customer_type"
      />
      <TextField control={control} name="reason" label={t("field.reason")} maxLength={200} required />
      <TypedCount control={control} count={customers.length} />
      <FormFooter save={t("assign_verb", { count: customers.length })} onCancel={close} />
    </Form>
  );
}
