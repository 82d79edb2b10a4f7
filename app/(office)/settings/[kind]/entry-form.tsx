"use client";

import { useTranslations } from "next-intl";
import { TextField } from "@/components/form/fields";
import { Form } from "@/components/form/form";
import { FormFooter } from "@/components/form/form-layout";
import { useActionForm } from "@/components/form/use-action-form";
import { notify } from "@/components/layout/notify";
import { useClosePanel } from "@/components/layout/side-panel";
import type { DictionaryKind } from "@/db/enums";
import { addEntryAction, renameEntryAction } from "@/lib/dictionaries/actions";
import { newEntryInput, renameEntryInput } from "@/lib/dictionaries/schema";

/** A new entry; "save and add another" keeps the panel open, as lists are typed in one after the other. */
export function EntryForm({ kind, parentId }: { kind: DictionaryKind; parentId: string | null }) {
  const t = useTranslations("dictionaries");
  const close = useClosePanel();
  const blank = { kind, parentId, name: "" };
  const form = useActionForm({
    schema: newEntryInput,
    action: addEntryAction,
    defaultValues: blank,
    onSuccess: ({ name }, pressed) => {
      notify.done(t("added", { name }));
      if (pressed !== "again") return close?.();
      form.reset(blank);
      form.setFocus("name");
    },
  });
  return (
    <Form form={form}>
      <TextField
        control={form.control}
        name="name"
        label={t("field.name")}
        help={t("help.name")}
        maxLength={40}
        required
      />
      <FormFooter save={t("save")} again={{ value: "again", label: t("save_again") }} onCancel={close} />
    </Form>
  );
}

/** Another name for an entry. */
export function RenameForm({ entry }: { entry: { id: string; name: string; version: number } }) {
  const t = useTranslations("dictionaries");
  const close = useClosePanel();
  const form = useActionForm({
    schema: renameEntryInput,
    action: renameEntryAction,
    defaultValues: entry,
    onSuccess: () => {
      notify.done(t("saved", { name: form.getValues("name") }));
      close?.();
    },
  });
  return (
    <Form form={form}>
      <TextField
        control={form.control}
        name="name"
        label={t("field.name")}
        help={t("help.rename")}
        maxLength={40}
        required
      />
      <FormFooter save={t("save")} onCancel={close} />
    </Form>
  );
}
