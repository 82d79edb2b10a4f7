"use client";

import { type RefObject, useEffect, useRef } from "react";

const field = "input:not([type=hidden]), select";
const firstField = (form: HTMLFormElement | null) => form?.querySelector<HTMLElement>(field);

/** Puts the cursor into the first field of a filter. */
export const focusFirst = (form: HTMLFormElement | null) => firstField(form)?.focus();

/** "/" goes to the first field of the filter, as long as nobody is typing elsewhere. */
export function useSlash(form: RefObject<HTMLFormElement | null>): void {
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
      if (document.activeElement?.matches("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
      if (document.querySelector("dialog:modal") || !firstField(form.current)) return;
      event.preventDefault();
      focusFirst(form.current);
    }
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [form]);
}

/**
 * The fields are made anew when the filters in the address change, so that they show what is there; whoever was in one of
 * them stays in it. Gives the handler that remembers the field.
 */
export function useKeptFocus(form: RefObject<HTMLFormElement | null>, filters: string) {
  const name = useRef<string>(undefined);
  useEffect(() => {
    const lost = document.activeElement === document.body && name.current !== undefined;
    const control = lost && form.current?.elements.namedItem(name.current ?? "");
    if (control instanceof HTMLElement) control.focus();
  }, [form, filters]);
  return (event: { target: EventTarget }) => {
    name.current =
      event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement
        ? event.target.name
        : undefined;
  };
}
