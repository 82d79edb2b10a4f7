"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { type SubmitEvent, useRef, useState, useTransition } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field, PasswordField } from "../field";
import { Panel } from "../panel";
import { DEMO_PASSWORD, DemoUsers } from "./demo-users";
import { sendSignIn } from "./send";

type Problem = { at: "login" | "password" | "form"; key: string };

/** Login name and password. What was typed stays there after a failure; the cursor waits where it has to be mended. */
export function SignInForm({ demo }: { demo: boolean }) {
  const t = useTranslations("sign_in");
  const [problem, setProblem] = useState<Problem>();
  const [pending, start] = useTransition();
  const form = useRef<HTMLFormElement>(null);
  const said = (at: Problem["at"]) => (problem?.at === at ? t(`error.${problem.key}` as "error.failed") : undefined);
  const input = (name: "login" | "password") => form.current?.elements.namedItem(name) as HTMLInputElement;

  function show(found: Problem) {
    setProblem(found);
    const field = input(found.at === "login" ? "login" : "password");
    field.focus();
    field.select();
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    const [login, password] = [input("login").value, input("password").value];
    if (!login.trim()) return show({ at: "login", key: "login_missing" });
    if (!password) return show({ at: "password", key: "password_missing" });
    setProblem(undefined);
    start(async () => {
      const key = await sendSignIn(login, password);
      const [, token] = /^must_change\.([\w-]+)$/.exec(key ?? "") ?? [];
      if (token) {
        window.location.assign(`/first-password?${new URLSearchParams({ token })}`);
        return;
      }
      if (key) return show({ at: "form", key });
      // A whole new page: texts and menu are this person's now, and the server knows where they wanted to go.
      window.location.reload();
      await new Promise(() => undefined);
    });
  }

  function fill(login: string) {
    input("login").value = login;
    input("password").value = DEMO_PASSWORD;
    setProblem(undefined);
    form.current?.querySelector<HTMLButtonElement>("button[type=submit]")?.focus();
  }

  return (
    <>
      <Panel title={t("title")}>
        {problem?.at === "form" && (
          <Alert tone="danger" live>
            {said("form")}
          </Alert>
        )}
        {/* Were it sent before the script is there, the password must not stand in the address: hence "post". */}
        <form
          ref={form}
          method="post"
          action="/api/auth/callback/credentials"
          noValidate
          onSubmit={submit}
          aria-busy={pending}
          className="grid gap-4"
        >
          <Field
            name="login"
            label={t("login")}
            error={said("login")}
            autoComplete="username"
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            maxLength={100}
            // eslint-disable-next-line jsx-a11y/no-autofocus -- there is nothing else to do on this page
            autoFocus
          />
          <PasswordField
            name="password"
            label={t("password")}
            error={said("password")}
            autoComplete="current-password"
            maxLength={200}
          />
          <Button type="submit" variant="primary" size="large" disabled={pending} className="mt-2 w-full">
            {pending ? t("submitting") : t("submit")}
          </Button>
        </form>
        <Link href="/forgot" className="text-primary hover:underline">
          {t("forgot.link")}
        </Link>
      </Panel>
      {demo && <DemoUsers onChoose={fill} />}
    </>
  );
}
