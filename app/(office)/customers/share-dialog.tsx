"use client";

import { useTranslations } from "next-intl";
import type { z } from "zod";
import { DateField } from "@/components/form/fields";
import { Form } from "@/components/form/form";
import { FormFooter } from "@/components/form/form-layout";
import { useActionForm } from "@/components/form/use-action-form";
import { notify } from "@/components/layout/notify";
import type { FixedSelection } from "@/lib/customers/selection";
import { chooseToShareAction, shareCustomersAction } from "@/lib/shares/actions";
import { newShare } from "@/lib/shares/schema";
import { ChosenDialog, type ChosenDialogProps } from "./chosen-dialog";
import { ReceiversField } from "./receivers-field";
import { TypedCount } from "./typed-count";

type Values = z.input<typeof newShare>;

/** 共享 (SHA-01): with whom, and until when. */
export function ShareDialog({ choice, onClose, onDone }: ChosenDialogProps) {
  return (
    <ChosenDialog verb="share" choice={choice} choose={chooseToShareAction} onClose={onClose}>
      {(customers, close) => <ShareForm {...{ customers, close, onClose, onDone }} />}
    </ChosenDialog>
  );
}

function ShareForm({
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
  const form = useActionForm<Values, unknown, { count: number }>({
    schema: newShare as unknown as z.ZodType<unknown, Values>,
    action: shareCustomersAction,
    defaultValues: { customers, userIds: [], departmentIds: [], until: null },
    onSuccess: ({ count }) => {
      notify.done(t("shared", { count }));
      onClose();
      onDone?.();
    },
  });
  const { control } = form;
  return (
    <Form form={form}>
      <ReceiversField control={control} name="userIds" label={t("field.userIds")} endpoint="/api/users" />
      <ReceiversField
        control={control}
        name="departmentIds"
        label={t("field.departmentIds")}
        help={t("help.departmentIds")}
        endpoint="/api/departments"
      />
      <DateField control={control} name="until" label={t("field.until")} help={t("help.until")} />
      <TypedCount control={control} count={customers.length} />
      <FormFooter save={t("share_verb", { count: customers.length })} onCancel={close} />
    </Form>
  );
}
