"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { FieldValues } from "react-hook-form";
import { FieldFrame, type FieldProps, useField } from "./field-frame";
import { Picker, type PickerOption } from "./picker";

type PickerFieldProps<V extends FieldValues> = FieldProps<V> & {
  endpoint?: string;
  options?: readonly PickerOption[];
  /** The record that the field holds at first: the form itself knows only its id. */
  initial?: PickerOption | null;
};

/** One record, searched for on the server; the form holds its id or null. */
export function PickerField<V extends FieldValues>({ endpoint, options, initial, ...props }: PickerFieldProps<V>) {
  const t = useTranslations("ui.picker");
  const [known, setKnown] = useState<ReadonlyMap<string, PickerOption>>(
    () => new Map(initial && [[initial.id, initial]]),
  );
  const find = (id: unknown) => known.get(id as string) ?? options?.find((option) => option.id === id);
  // Somebody else may have picked a record that this form has never heard of: its id says nothing to a reader.
  const { field, control, ...frame } = useField(props, (value) => find(value)?.label ?? t("other"));
  const current = find(field.value) ?? null;
  return (
    <FieldFrame {...props} {...frame}>
      <Picker
        {...control}
        name={undefined}
        key={current?.id ?? ""}
        {...{ endpoint, options }}
        label={props.label}
        initial={current}
        onPick={(option) => {
          if (option) setKnown(new Map(known).set(option.id, option));
          field.onChange(option?.id ?? null);
        }}
      />
    </FieldFrame>
  );
}

export type TreeNode = { id: string; parentId: string | null; label: string };

/** Parents before their children, each with its depth and the path above it. Nodes without a known parent are roots. */
export function inTreeOrder(nodes: readonly TreeNode[]): PickerOption[] {
  const known = new Set(nodes.map(({ id }) => id));
  const children = new Map<string | null, TreeNode[]>();
  for (const node of nodes) {
    const parent = node.parentId !== null && known.has(node.parentId) ? node.parentId : null;
    children.set(parent, [...(children.get(parent) ?? []), node]);
  }
  const below = (parent: string | null, depth: number, path: string): PickerOption[] =>
    (children.get(parent) ?? []).flatMap(({ id, label }) => [
      { id, label, depth, ...(path && { hint: path }) },
      ...below(id, depth + 1, path ? `${path} / ${label}` : label),
    ]);
  return below(null, 0, "");
}
