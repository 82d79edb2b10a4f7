"use client";

import { Printer } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";

/** Opens the browser's own print dialog; the style sheet turns the paper. */
export function PrintButton() {
  const t = useTranslations("position_chart");
  return (
    <Button onClick={() => window.print()}>
      <Icon of={Printer} />
      {t("print")}
    </Button>
  );
}
