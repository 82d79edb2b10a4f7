"use client";

import { ArrowLeftRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useAct } from "@/components/data-table/act-dialog";
import { useReady } from "@/components/layout/use-ready";
import { Alert } from "@/components/ui/alert";
import { Button, buttonStyle } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { mergeCustomersAction } from "@/lib/merges/actions";
import type { Takeable } from "@/lib/merges/fields";
import type { ComparedField, ComparedPair } from "@/lib/merges/queries";
import { FieldChoice } from "./field-choice";

type Props = Omit<ComparedPair, "fields"> & { fields: (ComparedField & { label: string })[] };

/** Chooses field by field which value stays (CUS-10), says what moves along, and asks once more before it does it. */
export function MergeForm({ survivor, loser, fields, same, follows, reasons, undoDays }: Props) {
  const t = useTranslations("merges");
  const router = useRouter();
  const ready = useReady();
  const { begin, dialog, pending } = useAct();
  const [take, setTake] = useState<readonly Takeable[]>(() =>
    fields.filter(({ takes }) => takes).map(({ field }) => field),
  );
  const choose = (field: Takeable, takes: boolean) =>
    setTake([...take.filter((one) => one !== field), ...(takes ? [field] : [])]);
  const names = { survivor: survivor.name, loser: loser.name };
  const ask = () =>
    begin({
      confirm: { title: t("confirm_title", names), body: t("confirm_body", names), verb: t("verb") },
      done: t("done", names),
      danger: false,
      name: loser.name,
      count: 1,
      run: () =>
        mergeCustomersAction({
          survivorId: survivor.id,
          survivorVersion: survivor.version,
          loserId: loser.id,
          loserVersion: loser.version,
          take: [...take],
        }),
      onDone: () => router.push(`/customers/${survivor.id}`),
    });
  return (
    <div className="form">
      <div className="grid items-stretch gap-2 sm:grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)]">
        <Side label={t("survivor")} {...survivor} />
        <a
          className={`${buttonStyle()} self-center justify-self-start`}
          href={`/customers/merge?survivor=${loser.id}&loser=${survivor.id}`}
        >
          <Icon of={ArrowLeftRight} />
          {t("swap")}
        </a>
        <Side label={t("loser")} {...loser} />
      </div>
      {reasons.length > 0 && (
        <Alert tone="danger" title={t("blocked")}>
          {reasons.map((reason) => (
            <p key={reason}>{reason}</p>
          ))}
        </Alert>
      )}
      <section className="grid gap-3">
        <header>
          <h2>{t("fields")}</h2>
          <p className="text-muted">{fields.length > 0 ? t("fields_help", { count: same }) : t("no_fields")}</p>
        </header>
        {fields.map((field) => (
          <FieldChoice
            key={field.field}
            {...field}
            takes={take.includes(field.field)}
            disabled={!ready || pending}
            onChoose={(takes) => choose(field.field, takes)}
          />
        ))}
      </section>
      <section className="grid gap-1">
        <h2>{t("follow")}</h2>
        {follows.length > 0 && (
          <ul className="list-disc pl-5">
            {follows.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
        <p className="text-muted">{t("rules", { number: loser.number, days: undoDays })}</p>
      </section>
      <div className="form-footer">
        <a className={buttonStyle()} href={`/customers/${survivor.id}`}>
          {t("cancel")}
        </a>
        {reasons.length === 0 && (
          <Button variant="primary" disabled={!ready || pending} onClick={ask}>
            {t("verb")}
          </Button>
        )}
      </div>
      {dialog}
    </div>
  );
}

function Side({ label, id, name, number }: { label: string } & Props["survivor"]) {
  return (
    <div className="min-w-0 rounded border px-4 py-3">
      <p className="text-muted">{label}</p>
      <p className="font-medium break-words">
        <a className="link" href={`/customers/${id}`}>
          {name}
        </a>
      </p>
      <p className="numbers text-muted">{number}</p>
    </div>
  );
}
