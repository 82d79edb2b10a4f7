"use client";

import { useMemo, useState } from "react";
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
  const [known, setKnown] = useState(initial ?? null);
  const { field, control, ...frame } = useField(props, (value) =>
    known && value === known.id ? known.label : String(value),
  );
  const current = field.value === known?.id ? known : (options?.find(({ id }) => id === field.value) ?? null);
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
          setKnown(option);
          field.onChange(option?.id ?? null);
        }}
      />
    </FieldFrame>
  );
}

/** A person of the house; the same as any other record, with the account or department as the hint. */
export function PersonPickerField<V extends FieldValues>(props: PickerFieldProps<V> & { endpoint: string }) {
  return <PickerField {...props} />;
}

export type TreeNode = { id: string; parentId: string | null; label: string };

/** A place in a tree: a department, a category, a region. Given flat as `nodes`, or searched for on the server. */
export function TreePickerField<V extends FieldValues>({
  nodes,
  ...props
}: PickerFieldProps<V> & { nodes?: readonly TreeNode[] }) {
  const options = useMemo(() => nodes && inTreeOrder(nodes), [nodes]);
  return <PickerField {...props} options={options} />;
}

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
