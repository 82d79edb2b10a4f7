"use client";

import { useTranslations } from "next-intl";
import type { Control } from "react-hook-form";
import { SelectField, TextAreaField, TextField } from "@/components/form/fields";
import { Form } from "@/components/form/form";
import { FormFooter, FormGrid, FormSection } from "@/components/form/form-layout";
import type { PickerOption } from "@/components/form/picker";
import { PickerField } from "@/components/form/picker-fields";
import { useActionForm } from "@/components/form/use-action-form";
import { notify } from "@/components/layout/notify";
import { useClosePanel } from "@/components/layout/side-panel";
import { useNavigate } from "@/components/layout/soft-navigation";
import { customerKinds } from "@/db/enums";
import { createCustomerAction, editCustomerAction } from "@/lib/customers/actions";
import { customerEdit, newCustomer } from "@/lib/customers/schema";
import type { z } from "zod";
import { type Choice, choices } from "./choices";
import { DuplicateNote } from "./duplicate-note";
import { OwnershipFields } from "./ownership-fields";
import { PlaceFields } from "./place-fields";

/** The fields of both schemas; which one checks them depends on whether there is an id. */
export type CustomerValues = Omit<z.input<typeof newCustomer>, "contact"> &
  Partial<Pick<z.input<typeof newCustomer>, "contact">> & { id?: string; version?: number };

export type CustomerFormProps = {
  options: Record<"types" | "industries" | "sources" | "levels" | "creditRatings", readonly Choice[]>;
  rights: { assign: boolean; contactData: boolean; contacts: boolean };
  initial?: CustomerValues & { id: string; version: number };
  me: PickerOption;
  known?: Record<"region" | "owner" | "department" | "parent", PickerOption | null> & { hidesParent: boolean };
};

export type CustomerControl = Control<CustomerValues, unknown, unknown>;

/** The customer form (CUS-01): one form for new and edit, in the panel and on its own page. */
export function CustomerForm({ options, rights, initial, me, known }: CustomerFormProps) {
  const t = useTranslations("customers");
  const close = useClosePanel();
  const navigate = useNavigate();
  const isNew = !initial;
  const form = useActionForm<CustomerValues, unknown, { id: string }>({
    schema: (isNew ? newCustomer : customerEdit) as unknown as z.ZodType<unknown, CustomerValues>,
    action: (input, key) =>
      isNew
        ? createCustomerAction(input as z.input<typeof newCustomer>, key)
        : editCustomerAction(input as z.input<typeof customerEdit>),
    defaultValues: initial ?? blank(options, me),
    onSuccess: ({ id }, pressed) => {
      notify.done(t("saved", { name: form.getValues("name") }));
      if (pressed === "again") form.reset(blank(options, me));
      else if (close) close();
      else navigate(`/customers/${id}`);
    },
  });
  const { control } = form;
  const field = (name: keyof CustomerValues) => ({
    control: control as CustomerControl,
    name,
    label: t(`field.${name}`),
  });
  return (
    <Form form={form}>
      <FormSection title={t("section.basic")}>
        <FormGrid>
          <TextField {...field("name")} required maxLength={100} wide />
          <DuplicateNote control={control as CustomerControl} initial={initial} />
          <TextField {...field("number")} help={isNew ? t("help.number") : undefined} length="medium" />
          <SelectField
            {...field("kind")}
            required
            options={customerKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
          />
          <TextField {...field("shortName")} />
          <TextField {...field("registrationNumber")} />
          <PickerField
            {...field("parentId")}
            endpoint="/api/customers"
            initial={known?.parent}
            help={known?.hidesParent ? t("hidden_parent") : undefined}
            wide
          />
        </FormGrid>
      </FormSection>
      <FormSection title={t("section.classification")}>
        <FormGrid>
          <SelectField {...field("typeId")} options={choices(options.types)} empty="—" />
          <SelectField {...field("industryId")} options={choices(options.industries)} empty="—" />
          <SelectField {...field("levelId")} options={choices(options.levels)} empty="—" />
          <SelectField {...field("sourceId")} options={choices(options.sources)} empty="—" />
          <SelectField {...field("creditRatingId")} options={choices(options.creditRatings)} empty="—" />
        </FormGrid>
      </FormSection>
      {isNew && rights.contacts && (
        <FormSection title={t("section.contact")} help={t("help.contact")}>
          <ContactFields control={control as CustomerControl} contactData={rights.contactData} />
        </FormSection>
      )}
      <FormSection title={t("section.reach")}>
        <FormGrid>
          {rights.contactData && (
            <>
              <TextField {...field("phone")} type="tel" />
              <TextField {...field("fax")} type="tel" />
              <TextField {...field("email")} type="email" />
            </>
          )}
          <TextField {...field("website")} type="url" />
          <TextField {...field("domain")} />
          <TextField {...field("microsoftId")} />
        </FormGrid>
      </FormSection>
      <PlaceFields control={control as CustomerControl} region={known?.region} />
      <OwnershipFields
        control={control as CustomerControl}
        isNew={isNew}
        assign={rights.assign}
        owner={known?.owner ?? (isNew ? me : null)}
        department={known?.department}
      />
      <FormSection title={t("section.other")}>
        <TextAreaField {...field("notes")} maxLength={2000} rows={4} />
      </FormSection>
      <FormFooter
        save={t("save")}
        again={isNew ? { value: "again", label: t("save_again") } : undefined}
        onCancel={close}
        cancelHref={close ? undefined : initial ? `/customers/${initial.id}` : "/customers"}
      />
    </Form>
  );
}

function ContactFields({ control, contactData }: { control: CustomerControl; contactData: boolean }) {
  const t = useTranslations("contacts");
  const field = (name: "name" | "position" | "mobile" | "email") => ({
    control,
    name: `contact.${name}` as const,
    label: t(`field.${name}`),
  });
  return (
    <FormGrid>
      <TextField {...field("name")} />
      <TextField {...field("position")} />
      {contactData && (
        <>
          <TextField {...field("mobile")} type="tel" />
          <TextField {...field("email")} type="email" />
        </>
      )}
    </FormGrid>
  );
}

const defaultOf = (options: readonly Choice[]) => options.find(({ isDefault }) => isDefault)?.id ?? null;

function blank(options: CustomerFormProps["options"], me: PickerOption): CustomerValues {
  return {
    name: "",
    kind: "company",
    ownership: "private",
    ownerId: me.id,
    typeId: defaultOf(options.types),
    industryId: defaultOf(options.industries),
    sourceId: defaultOf(options.sources),
    levelId: defaultOf(options.levels),
    creditRatingId: defaultOf(options.creditRatings),
  };
}
