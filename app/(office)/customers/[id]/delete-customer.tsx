"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useAct } from "@/components/data-table/act-dialog";
import { buttonStyle } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { MenuButton } from "@/components/ui/menu";
import { type DeletionTexts, useCustomerDeletion } from "../customer-deletion";

type Props = {
  id: string;
  name: string;
  deletion: DeletionTexts;
  /** The words of merging, for who may (CUS-10). */ merge?: string;
};

/** 更多 on the record of a customer (CUS-05): merging, and the deletion, after which one stands in the list. */
export function DeleteCustomer({ id, name, deletion, merge }: Props) {
  const t = useTranslations("ui");
  const router = useRouter();
  const { preview, run } = useCustomerDeletion(deletion.again);
  const { begin, dialog } = useAct();
  const { label, confirm, done } = deletion;
  const remove = () =>
    begin({
      confirm,
      done,
      danger: true,
      name,
      count: 1,
      preview: () => preview(id),
      run: () => run(id),
      onDone: () => router.replace("/customers"),
    });
  return (
    <>
      <MenuButton
        label={t("more")}
        className={cn(buttonStyle(), "drop")}
        items={[
          ...(merge ? [{ key: "merge", label: merge, href: `/customers/merge?survivor=${id}` }] : []),
          { key: "delete", label, danger: true, onSelect: remove },
        ]}
      >
        {t("more")}
      </MenuButton>
      {dialog}
    </>
  );
}
