"use client";

import { useTranslations } from "next-intl";
import type { z } from "zod";
import { ChoiceField } from "@/components/form/choice-fields";
import { DateField } from "@/components/form/fields";
import { Form } from "@/components/form/form";
import { FormFooter } from "@/components/form/form-layout";
import type { PickerOption } from "@/components/form/picker";
import { PickerField } from "@/components/form/picker-fields";
import { useActionForm } from "@/components/form/use-action-form";
import { notify } from "@/components/layout/notify";
import { assignPostAction } from "@/lib/users/actions";
import { postAssignment, postKinds } from "@/lib/users/bulk-schema";
import { BulkDialog, type BulkDialogProps } from "./bulk-dialog";

type Values = z.input<typeof postAssignment>;

/** 分配职位 for the ticked accounts (ORG-07, D-53). */
export function PostDialog({ ids, positions, ...rest }: BulkDialogProps & { positions: readonly PickerOption[] }) {
  const t = useTranslations("users");
  return (
    <BulkDialog title={t("assign_posts_title", { count: ids.length })} onClose={rest.onClose}>
      {(close) => <PostForm {...{ ids, positions, close }} {...rest} />}
    </BulkDialog>
  );
}

function PostForm({
  ids,
  positions,
  close,
  onClose,
  onDone,
}: BulkDialogProps & { positions: readonly PickerOption[]; close: () => void }) {
  const t = useTranslations("users");
  const form = useActionForm<Values, unknown, { affected: number }>({
    schema: postAssignment as unknown as z.ZodType<unknown, Values>,
    action: assignPostAction,
    defaultValues: { ids, positionId: "", kind: "main", since: null },
    onSuccess: ({ affected }) => {
      notify.done(t("posts_assigned", { count: affected }));
      onClose();
      onDone();
    },
  });
  const { control } = form;
  return (
    <Form form={form}>
      <PickerField control={control} name="positionId" label={t("field.position")} options={positions} required />
      <ChoiceField
        control={control}
        name="kind"
        label={t("field.postKind")}
        options={postKinds.map((value) => ({
          value,
          label: t(`post_kind.${value}`),
          help: t(`post_kind_help.${value}`),
        }))}
        required
      />
      <DateField control={control} name="since" label={t("field.since")} />
      <FormFooter save={t("assign_posts")} onCancel={close} />
    </Form>
  );
}
