"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { AssignDialog, ShareDialog } from "./bulk-dialogs-later";

/** 分派 and 共享 of one customer, with the dialogs of the list. */
export function RecordActs({ id, may }: { id: string; may: { assign: boolean; share: boolean } }) {
  const t = useTranslations("shares");
  const [asked, setAsked] = useState<"assign" | "share">();
  const Asking = asked === "assign" ? AssignDialog : ShareDialog;
  return (
    <>
      {may.assign && <Button onClick={() => setAsked("assign")}>{t("assign")}</Button>}
      {may.share && <Button onClick={() => setAsked("share")}>{t("share")}</Button>}
      {asked && <Asking choice={{ ids: [id] }} onClose={() => setAsked(undefined)} />}
    </>
  );
}
