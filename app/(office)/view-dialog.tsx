"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import type { z } from "zod";
import { CheckboxField } from "@/components/form/choice-fields";
import { TextField } from "@/components/form/fields";
import { Form } from "@/components/form/form";
import { FormFooter } from "@/components/form/form-layout";
import { useActionForm } from "@/components/form/use-action-form";
import { notify } from "@/components/layout/notify";
import { Dialog } from "@/components/ui/dialog";
import type { ViewedList } from "@/db/enums";
import { editViewAction, saveViewAction } from "@/lib/views/actions";
import { newView, viewEdit } from "@/lib/views/schema";
import type { CurrentView } from "./open-view";

type Values = { name: string; shared: boolean; list?: ViewedList; query?: string; id?: string; version?: number };

/** Names what the list shows as a new view, or renames and shares one that is there. */
export function ViewDialog({
  list,
  search,
  current,
  mayShare,
  onClose,
  onSaved,
}: {
  list: ViewedList;
  search: string;
  current?: CurrentView;
  mayShare: boolean;
  onClose: () => void;
  onSaved: (id: string) => void;
}) {
  const t = useTranslations("views");
  const form = useActionForm<Values, unknown, { id: string; name: string }>({
    schema: (current ? viewEdit : newView) as unknown as z.ZodType<unknown, Values>,
    action: (input) =>
      current ? editViewAction(input as z.input<typeof viewEdit>) : saveViewAction(input as z.input<typeof newView>),
    defaultValues: current
      ? { id: current.id, version: current.version, name: current.name, shared: current.shared }
      : { list, query: search, name: "", shared: false },
    onSuccess: ({ id, name }) => {
      notify.done(t("saved", { name }));
      onClose();
      if (!current) onSaved(id);
    },
  });
  const { setFocus } = form;
  useEffect(() => setFocus("name"), [setFocus]);
  return (
    <Dialog open onClose={onClose} title={current ? t("edit_of", { name: current.name }) : t("save_as")}>
      <Form form={form}>
        <TextField
          control={form.control}
          name="name"
          label={t("field.name")}
          help={t("help.name")}
          maxLength={40}
          required
        />
        {(mayShare || current?.shared) && (
          <CheckboxField control={form.control} name="shared" label={t("field.shared")} help={t("help.shared")} />
        )}
        <FormFooter save={t("save")} onCancel={onClose} />
      </Form>
    </Dialog>
  );
}
