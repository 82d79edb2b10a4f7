"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { FieldValues } from "react-hook-form";
import { FieldFrame, type FieldProps, useField } from "@/components/form/field-frame";
import { Picker } from "@/components/form/picker";
import { IconButton } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";

/** Several records, picked one after the other; the form holds their ids. */
export function ReceiversField<V extends FieldValues>({ endpoint, ...props }: FieldProps<V> & { endpoint: string }) {
  const t = useTranslations("shares");
  const { field, control, ...frame } = useField(props);
  const [names, setNames] = useState<ReadonlyMap<string, string>>(() => new Map());
  const ids: readonly string[] = field.value ?? [];
  return (
    <FieldFrame {...props} {...frame}>
      <Picker
        {...control}
        key={ids.length}
        name={undefined}
        endpoint={endpoint}
        label={props.label}
        onPick={(option) => {
          if (!option || ids.includes(option.id)) return;
          setNames(new Map(names).set(option.id, option.label));
          field.onChange([...ids, option.id]);
        }}
      />
      {ids.length > 0 && (
        <ul className="flex flex-wrap gap-2">
          {ids.map((id) => {
            const name = names.get(id) ?? "";
            return (
              <li key={id} className="flex items-center gap-1 rounded border pl-2">
                {name}
                <IconButton
                  label={t("remove", { name })}
                  onClick={() => field.onChange(ids.filter((other) => other !== id))}
                >
                  <Icon of={X} />
                </IconButton>
              </li>
            );
          })}
        </ul>
      )}
    </FieldFrame>
  );
}
