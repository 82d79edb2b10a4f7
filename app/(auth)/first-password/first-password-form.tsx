"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { type SubmitEvent, useEffect, useRef, useState, useTransition } from "react";
import { Alert } from "@/components/ui/alert";
import { Button, buttonStyle } from "@/components/ui/button";
import type { Result } from "@/lib/core/answer";
import { Field, PasswordField } from "../field";
import { Panel } from "../panel";

type Refused = Pick<Extract<Result<never>, { ok: false }>, "message" | "fields">;

/** The new password, twice. The login name stands in a field of its own, so that a password manager keeps the pair. */
export function FirstPasswordForm({ token, login }: { token: string; login: string }) {
  const t = useTranslations("sign_in");
  const [refused, setRefused] = useState<Refused>();
  const [done, setDone] = useState(false);
  const [pending, start] = useTransition();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [refused]);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const input = { token, password: data.get("password"), repeated: data.get("repeated") };
    start(async () => {
      const result = await send(input).catch(() => ({ ok: false as const, message: t("error.unreachable") }));
      if (result.ok) setDone(true);
      else setRefused(result);
    });
  }

  if (done)
    return (
      <Panel title={t("first.title")}>
        <Alert tone="success" live>
          {t("first.done")}
        </Alert>
        <Link href="/sign-in" className={buttonStyle({ variant: "primary", size: "large" })}>
          {t("first.to_sign_in")}
        </Link>
      </Panel>
    );
  return (
    <Panel title={t("first.title")}>
      {refused && !refused.fields && (
        <Alert tone="danger" live>
          {refused.message}
        </Alert>
      )}
      <form ref={form} method="post" noValidate onSubmit={submit} aria-busy={pending} className="grid gap-4">
        <Field label={t("login")} value={login} readOnly autoComplete="username" />
        <PasswordField
          name="password"
          label={t("first.password")}
          help={t("first.password_help")}
          error={refused?.fields?.password}
          autoComplete="new-password"
          maxLength={200}
        />
        <PasswordField
          name="repeated"
          label={t("first.repeated")}
          error={refused?.fields?.repeated}
          autoComplete="new-password"
          maxLength={200}
        />
        <Button type="submit" variant="primary" size="large" disabled={pending} className="mt-2 w-full">
          {pending ? t("first.submitting") : t("first.submit")}
        </Button>
      </form>
    </Panel>
  );
}

async function send(input: Record<string, unknown>): Promise<Result<null>> {
  const headers = { "content-type": "application/json" };
  const response = await fetch("/first-password/set", { method: "POST", headers, body: JSON.stringify(input) });
  return (await response.json()) as Result<null>;
}
