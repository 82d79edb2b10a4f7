"use client";

import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { formatNumber } from "@/components/format";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";

/** Above this many records the number has to be typed before they are destroyed. */
const TYPED_ABOVE = 100;

/**
 * Asks before something that cannot be taken back. `title` names the thing, `children` say what goes along, `verb` stands
 * on the button ("删除 3 个客户"); for more than 100 records (`count`) their number must be typed.
 */
export function ConfirmDialog({
  open,
  title,
  verb,
  children,
  count = 1,
  danger = true,
  pending = false,
  problem,
  onConfirm,
  onClose,
}: {
  open: boolean;
  title: string;
  verb: string;
  children?: ReactNode;
  count?: number;
  danger?: boolean;
  pending?: boolean;
  problem?: string;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const t = useTranslations("ui");
  const locale = useLocale();
  const [typed, setTyped] = useState("");
  const ready = count <= TYPED_ABOVE || typed.replaceAll(/[,\s]/g, "") === String(count);
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={title}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button variant={danger ? "danger" : "primary"} disabled={!ready || pending} onClick={onConfirm}>
            {verb}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        {children}
        {count > TYPED_ABOVE && (
          <label className="grid gap-1">
            {t("confirm.type", { count: formatNumber(count, locale) })}
            <Input value={typed} inputMode="numeric" autoComplete="off" onChange={(e) => setTyped(e.target.value)} />
          </label>
        )}
        {problem && (
          <Alert tone="danger" live>
            {problem}
          </Alert>
        )}
      </div>
    </Dialog>
  );
}
