"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button, buttonStyle } from "@/components/ui/button";
import { useFormFrame } from "./form-context";

/** Fields in two columns from 1024 px, one below. */
export function FormGrid({ children }: { children: ReactNode }) {
  return <div className="form-grid">{children}</div>;
}

/** A group of fields under a heading. */
export function FormSection({ title, help, children }: { title: string; help?: string; children: ReactNode }) {
  return (
    <section className="grid gap-4">
      <header>
        <h2>{title}</h2>
        {help && <p className="text-muted">{help}</p>}
      </header>
      {children}
    </section>
  );
}

/** 确认 and 取消; sticks to the bottom of the panel or page. `again` is a second way to save, told to `onSuccess`. */
export function FormFooter({
  save,
  again,
  cancelHref,
  onCancel,
  children,
}: {
  save?: string;
  again?: { value: string; label: string };
  cancelHref?: string;
  onCancel?: () => void;
  children?: ReactNode;
}) {
  const t = useTranslations("ui");
  const { pending } = useFormFrame();
  return (
    <div className="form-footer">
      {children}
      {cancelHref && (
        <a className={buttonStyle()} href={cancelHref}>
          {t("cancel")}
        </a>
      )}
      {onCancel && <Button onClick={onCancel}>{t("cancel")}</Button>}
      {again && (
        <Button type="submit" value={again.value} disabled={pending}>
          {again.label}
        </Button>
      )}
      <Button type="submit" variant="primary" disabled={pending} title="Ctrl+Enter">
        {pending ? t("form.saving") : (save ?? t("save"))}
      </Button>
    </div>
  );
}
