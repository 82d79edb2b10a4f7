"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { IconButton } from "./button";
import { cn } from "./cn";
import { Icon } from "./icon";

/**
 * A dialog over the page, made of the browser's own: it holds the focus, gives it back, and closes by Esc.
 * It is in the page only while `open`; `onClose` is asked for by Esc, by the cross and by a click beside it.
 */
export function Dialog({
  open,
  onClose,
  title,
  children,
  footer,
  className,
}: {
  open: boolean;
  onClose: () => void;
  title: string;
  children?: ReactNode;
  footer?: ReactNode;
  className?: string;
}) {
  if (!open) return null;
  return <OpenDialog {...{ onClose, title, children, footer, className }} />;
}

function OpenDialog({ onClose, title, children, footer, className }: Omit<Parameters<typeof Dialog>[0], "open">) {
  const t = useTranslations("ui");
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const before = document.activeElement;
    const element = dialog.current;
    element?.showModal();
    return () => {
      element?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onPointerDown={(event) => event.target === event.currentTarget && onClose()}
      className={cn("m-auto w-[min(480px,calc(100vw-32px))] rounded border p-0 shadow-float", className)}
    >
      <div className="grid max-h-[calc(100dvh-64px)] grid-rows-[auto_1fr_auto]">
        <header className="flex items-center justify-between gap-4 border-b py-2 pr-2 pl-4">
          <h2 id={heading}>{title}</h2>
          <IconButton label={t("close")} onClick={onClose}>
            <Icon of={X} />
          </IconButton>
        </header>
        <div className="overflow-auto p-4">{children}</div>
        {footer && <footer className="flex justify-end gap-2 border-t px-4 py-3">{footer}</footer>}
      </div>
    </dialog>
  );
}
