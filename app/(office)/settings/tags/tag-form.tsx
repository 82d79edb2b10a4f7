"use client";

import { useTranslations } from "next-intl";
import type { z } from "zod";
import { SelectField, TextField } from "@/components/form/fields";
import { Form } from "@/components/form/form";
import { FormFooter } from "@/components/form/form-layout";
import { useActionForm } from "@/components/form/use-action-form";
import { notify } from "@/components/layout/notify";
import { useClosePanel } from "@/components/layout/side-panel";
import { type TagColour, tagColours } from "@/db/enums";
import { createTagAction, editTagAction } from "@/lib/tags/actions";
import type { TagDetails } from "@/lib/tags/queries";
import { newTag, tagEdit } from "@/lib/tags/schema";

type Values = { name: string; colour: TagColour; id?: string; version?: number };
const blank: Values = { name: "", colour: "neutral" };

/** A new tag, or the name and colour of one. */
export function TagForm({ tag }: { tag?: TagDetails }) {
  const t = useTranslations("tags");
  const close = useClosePanel();
  const form = useActionForm<Values, unknown, { id: string; name: string }>({
    schema: (tag ? tagEdit : newTag) as unknown as z.ZodType<unknown, Values>,
    action: (input) =>
      tag ? editTagAction(input as z.input<typeof tagEdit>) : createTagAction(input as z.input<typeof newTag>),
    defaultValues: tag ? { id: tag.id, version: tag.version, name: tag.name, colour: tag.colour } : blank,
    onSuccess: ({ name }, pressed) => {
      notify.done(tag ? t("saved", { name }) : t("created", { name }));
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
        help={t(tag ? "help.rename" : "help.name")}
        maxLength={40}
        required
      />
      <SelectField
        control={form.control}
        name="colour"
        label={t("field.colour")}
        required
        options={tagColours.map((value) => ({ value, label: t(`colour.${value}`) }))}
      />
      <FormFooter
        save={t("save")}
        again={tag ? undefined : { value: "again", label: t("save_again") }}
        onCancel={close}
      />
    </Form>
  );
}
