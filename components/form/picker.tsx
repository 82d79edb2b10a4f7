/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-element-to-interactive-role, jsx-a11y/click-events-have-key-events -- no native element searches on the server; the keys are those of the combobox */
"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type Ref, useEffect, useId, useRef, useState } from "react";
import { IconButton } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Input } from "@/components/ui/input";
import { useOptions } from "./use-options";

/** A record that can be picked: its name, and what tells it from others of the same name (its number). */
export type PickerOption = { id: string; label: string; hint?: string; depth?: number };

type PickerProps = {
  /** Asked with `?q=`; answers with a JSON array of options, at most a screenful, only what the user may see. */
  endpoint?: string;
  /** Options that are here already, instead of an endpoint. */
  options?: readonly PickerOption[];
  initial?: PickerOption | null;
  onPick?: (option: PickerOption | null) => void;
  label: string;
  id?: string;
  /** In a plain form: the name under which the id is sent. */
  name?: string;
  disabled?: boolean;
  onBlur?: () => void;
  ref?: Ref<HTMLInputElement>;
  "aria-invalid"?: boolean;
  "aria-required"?: boolean;
  "aria-describedby"?: string;
};

/** Searches for one record while typing (FRM-02): arrows and Enter pick, Esc closes, the cross clears. */
export function Picker({ endpoint, options, initial = null, onPick, label, name, ...input }: PickerProps) {
  const t = useTranslations("ui.picker");
  const list = useId();
  const [picked, setPicked] = useState<PickerOption | null>(initial);
  const [typed, setTyped] = useState<string>();
  const [at, setAt] = useState(0);
  const open = typed !== undefined;
  const { found, state } = useOptions({ endpoint, options, query: typed });
  const listbox = useRef<HTMLUListElement>(null);
  useEffect(() => {
    listbox.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [at, found]);

  function pick(option: PickerOption | null) {
    setPicked(option);
    setTyped(undefined);
    onPick?.(option);
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) setTyped("");
      else setAt((now) => Math.max(0, Math.min(found.length - 1, now + (event.key === "ArrowDown" ? 1 : -1))));
    } else if (event.key === "Enter" && open && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      const option = found[at];
      if (option && state === "ready") pick(option);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      event.stopPropagation();
      setTyped(undefined);
    }
  }
  return (
    <span className="relative block">
      {name && <input type="hidden" name={name} value={picked?.id ?? ""} />}
      <Input
        {...input}
        role="combobox"
        type="text"
        autoComplete="off"
        aria-expanded={open}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={open && found[at] ? `${list}-${at}` : undefined}
        className="pr-9"
        placeholder={input.disabled ? undefined : t("search")}
        value={typed ?? (picked ? nameOf(picked) : "")}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onClick={() => !open && setTyped("")}
        onKeyDown={onKeyDown}
        onBlur={() => {
          setTyped(undefined);
          input.onBlur?.();
        }}
      />
      {picked && !input.disabled && (
        <IconButton label={t("clear", { label })} onClick={() => pick(null)} className="absolute top-0 right-0">
          <Icon of={X} />
        </IconButton>
      )}
      {open && (
        <ul ref={listbox} id={list} role="listbox" aria-label={label} className="picker-list">
          {found.map((option, index) => (
            <li
              key={option.id}
              id={`${list}-${index}`}
              role="option"
              aria-selected={index === at}
              style={option.depth ? { paddingLeft: 12 + option.depth * 16 } : undefined}
              // The press must not take the focus away, or the list would close before the click arrives.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => pick(option)}
            >
              <span className="truncate">{option.label}</span>
              {option.hint && <span className="numbers truncate text-small text-muted">{option.hint}</span>}
            </li>
          ))}
          {(state !== "ready" || found.length === 0) && (
            <li role="option" aria-selected={false} aria-disabled className="text-muted">
              {t(state === "ready" ? "none" : state)}
            </li>
          )}
        </ul>
      )}
    </span>
  );
}

const nameOf = ({ label, hint }: PickerOption) => (hint ? `${label} · ${hint}` : label);
