"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

/** Asks before something that was typed is thrown away. */
export function LeaveDialog({ open, onStay, onLeave }: { open: boolean; onStay: () => void; onLeave: () => void }) {
  const t = useTranslations("ui.unsaved");
  return (
    <Dialog
      open={open}
      onClose={onStay}
      title={t("title")}
      footer={
        <>
          <Button onClick={onLeave}>{t("leave")}</Button>
          <Button variant="primary" onClick={onStay}>
            {t("stay")}
          </Button>
        </>
      }
    >
      <p>{t("body")}</p>
    </Dialog>
  );
}
