"use client";

import { useRef } from "react";
import { deleteCustomerAction, previewDeletionAction } from "@/lib/bin/actions";
import type { ConfirmTexts, Consequences } from "@/components/data-table/actions";
import type { Result } from "@/lib/core/answer";

type Seen = { version: number; customers: number; contacts: number };
/** The words of the act, `{name}` standing for the customer. */
export type DeletionTexts = { label: string; confirm: ConfirmTexts; done: string; again: string };

/** Deleting a customer (CUS-08): the confirmation counts what goes along, and exactly that is deleted, or nothing. */
export function useCustomerDeletion(again: string | undefined) {
  const seen = useRef(new Map<string, Seen>());
  async function preview(id: string): Promise<Consequences> {
    seen.current.delete(id);
    const counted = await previewDeletionAction({ id });
    if (counted.ok) seen.current.set(id, counted.data.seen);
    return counted;
  }
  async function run(id: string): Promise<Result<unknown>> {
    const shown = seen.current.get(id);
    if (shown) return deleteCustomerAction({ id, ...shown });
    // Nothing was counted: there was a reason against it. Where it is gone by now, what goes along is still to be shown.
    const counted = await previewDeletionAction({ id });
    return counted.ok ? { ok: false, code: "conflict", message: again ?? "" } : counted;
  }
  return { preview, run };
}
