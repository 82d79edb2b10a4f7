"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { type SubmitEvent, useState, useTransition } from "react";
import { Alert } from "@/components/ui/alert";
import { Button, buttonStyle } from "@/components/ui/button";
import type { Result } from "@/lib/core/answer";
import { Field } from "../field";
import { Panel } from "../panel";

/** The login name; the answer is the same whoever it belongs to. */
export function ForgotForm() {
  const t = useTranslations("sign_in");
  const [done, setDone] = useState(false);
  const [problem, setProblem] = useState<{ login?: string; form?: string }>({});
  const [pending, start] = useTransition();

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const input = event.currentTarget.elements.namedItem("login") as HTMLInputElement;
    if (!input.value.trim()) {
      setProblem({ login: t("error.login_missing") });
      input.focus();
      return;
    }
    const login = input.value;
    setProblem({});
    start(async () => {
      const result = await send(login).catch(() => ({ ok: false as const, message: t("error.unreachable") }));
      if (result.ok) setDone(true);
      else setProblem({ form: result.message });
    });
  }

  const back = (
    <Link href="/sign-in" className={buttonStyle({ size: "large" })}>
      {t("forgot.back")}
    </Link>
  );
  if (done)
    return (
      <Panel title={t("forgot.title")}>
        <Alert tone="success" live>
          {t("forgot.done")}
        </Alert>
        {back}
      </Panel>
    );
  return (
    <Panel title={t("forgot.title")}>
      <p className="text-muted">{t("forgot.help")}</p>
      {problem.form && (
        <Alert tone="danger" live>
          {problem.form}
        </Alert>
      )}
      <form method="post" noValidate onSubmit={submit} aria-busy={pending} className="grid gap-4">
        <Field
          name="login"
          label={t("login")}
          error={problem.login}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={100}
        />
        <Button type="submit" variant="primary" size="large" disabled={pending} className="mt-2 w-full">
          {pending ? t("forgot.submitting") : t("forgot.submit")}
        </Button>
      </form>
      {back}
    </Panel>
  );
}

async function send(login: string): Promise<Result<null>> {
  const headers = { "content-type": "application/json" };
  const response = await fetch("/forgot/ask", { method: "POST", headers, body: JSON.stringify({ login }) });
  return (await response.json()) as Result<null>;
}
