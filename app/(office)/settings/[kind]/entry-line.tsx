"use client";

import { ArrowDown, ArrowUp, ChevronDown, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { IconButton } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import type { EntryRow } from "@/lib/dictionaries/tree";

/** One entry of a dictionary. */
export function EntryLine({
  entry,
  tree,
  foldable,
  found,
  toggleHref,
  editHref,
  onPlace,
  onMenu,
}: {
  entry: EntryRow;
  tree: boolean;
  /** Branches open and close: those with nothing below keep the room of the arrow. */
  foldable: boolean;
  found: boolean;
  /** Opens or closes what is below; without it the entry has nothing below or always stands open. */
  toggleHref?: string;
  editHref?: string;
  onPlace?: (position: string | number) => void;
  onMenu?: (anchor: HTMLElement) => void;
}) {
  const t = useTranslations("dictionaries");
  const ui = useTranslations("ui.table");
  const { name, level, open, isDefault, active, offered } = entry;
  const state = !active ? "off" : !offered ? "off_above" : "on";
  const Icon = open ? ChevronDown : ChevronRight;
  return (
    <tr>
      <td className="name !max-w-[480px]" title={name}>
        {tree && <span aria-hidden className="inline-block" style={{ width: `${(level - 1) * 24}px` }} />}
        {tree &&
          (toggleHref ? (
            <a
              href={toggleHref}
              aria-expanded={open}
              aria-label={t(open ? "close" : "open", { name })}
              className="mr-1 inline-grid size-6 place-items-center rounded align-middle !text-muted hover:bg-neutral-soft"
            >
              <Icon aria-hidden className="size-4" />
            </a>
          ) : (
            foldable && <span className="mr-1 inline-block w-6" />
          ))}
        <span className={offered ? "" : "text-muted"}>{name}</span>
        {isDefault && <span className="ml-2 text-small text-muted">{t("default")}</span>}
      </td>
      {found && <td>{entry.above}</td>}
      <td>
        <Badge tone={state === "on" ? "success" : "neutral"}>{t(`state.${state}`)}</Badge>
      </td>
      {onPlace && !found && (
        <td>
          <PlaceControl entry={entry} onPlace={onPlace} />
        </td>
      )}
      {(editHref || onMenu) && (
        <td className="row-actions">
          {editHref && (
            <a href={editHref} data-act="edit">
              {t("edit")}
            </a>
          )}
          {onMenu && (
            <button
              type="button"
              aria-haspopup="menu"
              aria-label={ui("more_of", { name })}
              onClick={(event) => onMenu(event.currentTarget)}
            >
              {ui("more")}
            </button>
          )}
        </td>
      )}
    </tr>
  );
}

/** The place among the siblings: one step by the arrows, any place by typing it. */
function PlaceControl({ entry, onPlace }: { entry: EntryRow; onPlace: (position: string | number) => void }) {
  const t = useTranslations("dictionaries");
  const { name, position, siblings } = entry;
  return (
    <span className="inline-flex items-center gap-1">
      <Input
        key={position}
        defaultValue={position}
        inputMode="numeric"
        autoComplete="off"
        maxLength={4}
        aria-label={t("place", { name })}
        className="numbers h-7 w-14 text-right"
        onKeyDown={(event) => {
          if (event.key === "Enter") event.currentTarget.blur();
          if (event.key !== "Escape") return;
          event.currentTarget.value = String(position);
          event.currentTarget.blur();
        }}
        onBlur={({ currentTarget }) => {
          const typed = currentTarget.value.trim();
          if (typed !== "" && typed !== String(position)) onPlace(typed);
          currentTarget.value = String(position);
        }}
      />
      <IconButton
        label={t("up", { name })}
        disabled={position === 1}
        onClick={() => onPlace(position - 1)}
        className="size-7"
      >
        <ArrowUp aria-hidden />
      </IconButton>
      <IconButton
        label={t("down", { name })}
        disabled={position === siblings}
        onClick={() => onPlace(position + 1)}
        className="size-7"
      >
        <ArrowDown aria-hidden />
      </IconButton>
    </span>
  );
}
