"use client";

import { useTranslations } from "next-intl";
import type { Control } from "react-hook-form";
import type { z } from "zod";
import { PasswordField } from "@/components/form/choice-fields";
import { NumberField } from "@/components/form/fields";
import { Form } from "@/components/form/form";
import { FormFooter, FormGrid, FormSection } from "@/components/form/form-layout";
import type { PickerOption } from "@/components/form/picker";
import type { TreeNode } from "@/components/form/picker-fields";
import { TreeTicksField } from "@/components/form/tree-ticks-field";
import { useActionForm } from "@/components/form/use-action-form";
import { notify } from "@/components/layout/notify";
import { useClosePanel } from "@/components/layout/side-panel";
import { useNavigate } from "@/components/layout/soft-navigation";
import { Alert } from "@/components/ui/alert";
import { createUserAction, updateUserAction } from "@/lib/users/actions";
import type { UserDetails } from "@/lib/users/queries";
import { userInput, type UserUpdate, userUpdate } from "@/lib/users/schema";
import { LeavingNotice } from "./leaving-notice";
import { LevelRows } from "./level-rows";
import { PostRows } from "./post-rows";
import { QuotaWarning } from "./quota-warning";
import { type GivenRole, RoleTicks } from "./role-ticks";
import { UserFields } from "./user-fields";

/** The fields of both schemas: a new account has a password, one that is edited an id and a version. */
export type UserValues = Omit<UserUpdate, "id" | "version" | "keepHoldings"> &
  Partial<Pick<UserUpdate, "id" | "version" | "keepHoldings"> & Record<"password" | "passwordAgain", string>>;
export type UserControl = Control<UserValues, unknown, unknown>;

export type UserFormProps = {
  choices: {
    positions: readonly PickerOption[];
    places: readonly TreeNode[];
    roles: readonly GivenRole[];
    types: readonly TreeNode[];
  };
  user?: UserDetails;
  /** How many records they own, and how many of them are private customers. */
  owned: { all: number; privately: number };
  /** Whether the reader may change what the account reaches: not their own (ROL-06). */
  access: boolean;
  /** The account of an administrator, which the reader may not change. */
  fixed: boolean;
};

/** The form of an account (ORG-06): one for new and edit, in the panel and on its own page. */
export function UserForm({ choices, user, owned, access, fixed }: UserFormProps) {
  const t = useTranslations("users");
  const close = useClosePanel();
  const navigate = useNavigate();
  const isNew = !user;
  const form = useActionForm<UserValues, unknown, { id: string }>({
    schema: (isNew ? userInput : userUpdate) as unknown as z.ZodType<unknown, UserValues>,
    action: (input) =>
      isNew
        ? createUserAction(input as z.input<typeof userInput>)
        : updateUserAction(input as z.input<typeof userUpdate>),
    defaultValues: user ? valuesOf(user) : blank,
    onSuccess: ({ id }, pressed) => {
      notify.done(t(isNew ? "created" : "saved", { name: form.getValues("name") }));
      if (pressed === "again") form.reset(blank);
      else if (close) close();
      else navigate(`/system/users/${id}`);
    },
  });
  const control = form.control as UserControl;
  return (
    <Form form={form}>
      {fixed && <Alert tone="warning">{t("help.administrator")}</Alert>}
      <UserFields control={control} />
      {user?.state === "employed" && <LeavingNotice control={control} id={user.id} owned={owned.all} />}
      {isNew && (
        <FormSection title={t("section.password")}>
          <FormGrid>
            <PasswordField
              control={control}
              name="password"
              label={t("field.password")}
              help={t("help.password")}
              required
              fresh
            />
            <PasswordField control={control} name="passwordAgain" label={t("field.passwordAgain")} required fresh />
          </FormGrid>
        </FormSection>
      )}
      {!access && !isNew && <Alert>{t("help.own_access")}</Alert>}
      <PostRows control={control} positions={choices.positions} disabled={!access && !isNew} />
      <RoleTicks control={control} roles={choices.roles} disabled={!access} />
      <FormSection title={t("section.scope")} help={t("help.scope")}>
        <TreeTicksField
          control={control}
          name="customerTypeIds"
          label={t("field.customerTypeIds")}
          help={t("help.customerTypeIds")}
          nodes={choices.types}
          all={t("all_types")}
          disabled={!access && !isNew}
        />
        <NumberField
          control={control}
          name="privateQuota"
          label={t("field.privateQuota")}
          help={t("help.privateQuota")}
          disabled={!access && !isNew}
          whole
        />
        <QuotaWarning control={control} owned={owned.privately} />
        <LevelRows control={control} places={choices.places} disabled={!access && !isNew} />
      </FormSection>
      <FormFooter
        save={t("save")}
        again={isNew ? { value: "again", label: t("save_again") } : undefined}
        onCancel={close}
        cancelHref={close ? undefined : user ? `/system/users/${user.id}` : "/system/users"}
      />
    </Form>
  );
}

const blank: UserValues = {
  login: "",
  name: "",
  gender: null,
  staffNumber: null,
  mobile: null,
  email: null,
  officePhone: null,
  homePhone: null,
  validUntil: null,
  state: "employed",
  locked: false,
  posts: [],
  roleIds: [],
  customerTypeIds: null,
  levels: [],
  privateQuota: null,
  password: "",
  passwordAgain: "",
};

function valuesOf({ isAdministrator: _isAdministrator, ...user }: UserDetails): UserValues {
  return user;
}
