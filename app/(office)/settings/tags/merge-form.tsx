"use client";

import { useTranslations } from "next-intl";
import { Form } from "@/components/form/form";
import { FormFooter } from "@/components/form/form-layout";
import { PickerField } from "@/components/form/picker-fields";
import { useActionForm } from "@/components/form/use-action-form";
import { notify } from "@/components/layout/notify";
import { useClosePanel } from "@/components/layout/side-panel";
import { Alert } from "@/components/ui/alert";
import { mergeTagsAction } from "@/lib/tags/actions";
import type { TagDetails } from "@/lib/tags/queries";
import { tagMerge } from "@/lib/tags/schema";

/** Into which tag this one goes. */
export function MergeForm({ tag }: { tag: TagDetails }) {
  const t = useTranslations("tags");
  const close = useClosePanel();
  const form = useActionForm({
    schema: tagMerge,
    action: mergeTagsAction,
    defaultValues: { id: tag.id, into: "" },
    onSuccess: ({ name, customers }) => {
      notify.done(t("merged", { name, count: customers }));
      close?.();
    },
  });
  return (
    <Form form={form}>
      <Alert tone="warning">{t("merge_help", { name: tag.name })}</Alert>
      <PickerField control={form.control} name="into" label={t("field.into")} endpoint="/api/tags" required />
      <FormFooter save={t("merge_verb")} onCancel={close} />
    </Form>
  );
}
