"use client";

import { useEffect, useRef } from "react";
import { type Control, type FieldPath, type FieldValues, type UseFormSetValue, useWatch } from "react-hook-form";
import { PickerField } from "@/components/form/picker-fields";

type Step<V extends FieldValues> = { name: FieldPath<V>; label: string; help?: string; required?: boolean };

/**
 * The way to a person: institution → department → person (SHA-02). Each step narrows the next, and a step that is taken anew gives up
 * what was picked after it: a person of the old department would not be meant any more. Without `person` it ends at the department.
 */
export function PersonPath<V extends FieldValues>({
  control,
  setValue,
  institution,
  department,
  person,
}: {
  control: Control<V, unknown, unknown>;
  setValue: UseFormSetValue<V>;
  institution: Step<V>;
  department: Step<V>;
  person?: Step<V>;
}) {
  const [house, room] = useWatch({ control: control as Control<V>, name: [institution.name, department.name] }) as [
    string | null | undefined,
    string | null | undefined,
  ];
  const before = useRef({ house, room });
  const [departmentName, personName] = [department.name, person?.name];
  useEffect(() => {
    const was = before.current;
    before.current = { house, room };
    const clear = (name: FieldPath<V> | undefined) => name && setValue(name, null as never, { shouldDirty: true });
    if ((was.house ?? null) !== (house ?? null)) clear(departmentName);
    if ((was.house ?? null) !== (house ?? null) || (was.room ?? null) !== (room ?? null)) clear(personName);
  }, [house, room, departmentName, personName, setValue]);
  const within = new URLSearchParams();
  if (house) within.set("institution", house);
  const departments = `/api/departments?${within}`;
  if (room) within.set("department", room);
  return (
    <>
      <PickerField control={control} {...institution} endpoint="/api/institutions" />
      <PickerField control={control} {...department} endpoint={departments} />
      {person && <PickerField control={control} {...person} endpoint={`/api/users?${within}`} />}
    </>
  );
}
