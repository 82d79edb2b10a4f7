"use client";

import { useMemo } from "react";
import type { FieldValues } from "react-hook-form";
import { Checkbox } from "@/components/ui/input";
import { FieldFrame, type FieldProps, useField } from "./field-frame";
import { inTreeOrder, type TreeNode } from "./picker-fields";

/**
 * Several places of a tree by ticks: customer types, departments. A ticked place takes everything below it along, so those
 * boxes show ticked and cannot be changed. The form holds the ids that were ticked, or null while `all` is.
 */
export function TreeTicksField<V extends FieldValues>({
  nodes,
  all,
  ...props
}: FieldProps<V> & { nodes: readonly TreeNode[]; /** The words of "no limit". */ all: string }) {
  const order = useMemo(() => inTreeOrder(nodes), [nodes]);
  const parents = useMemo(() => new Map(nodes.map(({ id, parentId }) => [id, parentId])), [nodes]);
  const words = (value: unknown) =>
    Array.isArray(value)
      ? order
          .filter(({ id }) => value.includes(id))
          .map(({ label }) => label)
          .join("、")
      : all;
  const { field, control, ...frame } = useField(props, words);
  const chosen = field.value as string[] | null;
  const isBelowChosen = (id: string): boolean => {
    const parent = parents.get(id);
    return parent ? (chosen?.includes(parent) ?? false) || isBelowChosen(parent) : false;
  };
  const toggle = (id: string) =>
    field.onChange(chosen?.includes(id) ? chosen.filter((one) => one !== id) : [...(chosen ?? []), id].sort());
  return (
    <FieldFrame {...props} {...frame} group>
      <label className="flex min-h-8 items-center gap-2">
        <Checkbox
          {...control}
          aria-required={undefined}
          checked={chosen === null}
          onChange={(event) => field.onChange(event.target.checked ? null : [])}
        />
        {all}
      </label>
      {chosen !== null && (
        <div className="max-h-72 columns-1 gap-6 overflow-auto rounded border px-3 py-1 sm:columns-2">
          {order.map(({ id, label, depth = 0 }) => (
            <label
              key={id}
              className="flex min-h-8 break-inside-avoid items-center gap-2"
              style={{ paddingLeft: depth * 24 }}
            >
              <Checkbox
                checked={chosen.includes(id) || isBelowChosen(id)}
                disabled={props.disabled || isBelowChosen(id)}
                onChange={() => toggle(id)}
              />
              {label}
            </label>
          ))}
        </div>
      )}
    </FieldFrame>
  );
}
