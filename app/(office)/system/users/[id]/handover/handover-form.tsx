"use client";

import { useTranslations } from "next-intl";
import type { z } from "zod";
import { ChoiceField } from "@/components/form/choice-fields";
import { DateField, TextField } from "@/components/form/fields";
import { Form } from "@/components/form/form";
import { FormFooter, FormGrid, FormSection } from "@/components/form/form-layout";
import { useActionForm } from "@/components/form/use-action-form";
import { notify } from "@/components/layout/notify";
import { useNavigate } from "@/components/layout/soft-navigation";
import { Alert } from "@/components/ui/alert";
import type { UserState } from "@/db/enums";
import type { PlainDate } from "@/db/scalars";
import type { Holding } from "@/lib/handover/parts";
import { handOverAction } from "@/lib/users/actions";
import { handoverInput, leavingStates } from "@/lib/users/handover-schema";
import { PersonPath } from "../../../../person-path";

type Values = z.input<typeof handoverInput>;

/** The assistant for somebody who leaves (ORG-09): one receiver for each kind of record, the new state, and since when. */
export function HandoverForm({
  user,
  holdings,
  today,
}: {
  user: { id: string; name: string; version: number; state: UserState };
  holdings: readonly Holding[];
  today: PlainDate;
}) {
  const t = useTranslations("handover");
  const users = useTranslations("users");
  const navigate = useNavigate();
  const hasLeft = user.state !== "employed";
  const nothing = { institutionId: null, departmentId: null, ownerId: null };
  const form = useActionForm<Values, unknown, { id: string; given: number }>({
    schema: handoverInput as unknown as z.ZodType<unknown, Values>,
    action: handOverAction,
    defaultValues: {
      id: user.id,
      version: user.version,
      state: user.state === "employed" ? "left" : user.state,
      since: today,
      receivers: Object.fromEntries(holdings.map(({ key }) => [key, nothing])),
      reason: "",
    },
    onSuccess: ({ given }) => {
      notify.done(t("done", { name: user.name, count: given }));
      navigate(`/system/users/${user.id}/record`);
    },
  });
  const { control } = form;
  return (
    <Form form={form}>
      {hasLeft && <Alert>{t(holdings.length > 0 ? "has_left" : "has_left_empty")}</Alert>}
      {!hasLeft && holdings.length === 0 && <Alert>{t("owns_nothing")}</Alert>}
      {holdings.map(({ key, count }) => (
        <FormSection key={key} title={t(`part.${key}`, { count })} help={t("receiver_help")}>
          <FormGrid>
            <PersonPath
              control={control}
              setValue={form.setValue}
              institution={{ name: `receivers.${key}.institutionId`, label: t("institution") }}
              department={{ name: `receivers.${key}.departmentId`, label: t("department") }}
              person={{ name: `receivers.${key}.ownerId`, label: t("receiver"), required: true }}
            />
          </FormGrid>
        </FormSection>
      ))}
      {!hasLeft && (
        <FormSection title={t("state_title")} help={t("state_help")}>
          <FormGrid>
            <ChoiceField
              control={control}
              name="state"
              label={users("field.state")}
              options={leavingStates.map((value) => ({ value, label: users(`state.${value}`) }))}
              required
            />
            <DateField control={control} name="since" label={t("since")} help={t("since_help")} />
          </FormGrid>
        </FormSection>
      )}
      <TextField control={control} name="reason" label={t("reason")} maxLength={200} />
      <FormFooter save={t(hasLeft ? "verb_rest" : "verb")} cancelHref={`/system/users/${user.id}`} />
    </Form>
  );
}
