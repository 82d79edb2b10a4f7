import { z } from "zod";
import { optionalText, seenVersion } from "@/lib/core/fields";

/** At most so many at once (D-35); above `TYPED_ABOVE` their number is typed first (F13). */
export const MOST_CHOSEN = 10_000;
export const TYPED_ABOVE = 100;

/** What was ticked in the list: customers, or everything that its address matches. */
export const choice = z.union([
  z.strictObject({
    ids: z
      .array(z.uuid())
      .min(1)
      .max(MOST_CHOSEN)
      .transform((ids) => [...new Set(ids)]),
  }),
  z.strictObject({ search: z.string().max(4_000) }),
]);
export type Choice = z.output<typeof choice>;

/** Customers with the version that was seen, where one was. */
const chosen = z.strictObject({ id: z.uuid(), version: seenVersion().optional() });
export type Chosen = z.output<typeof chosen>;

/** The fields of every act on many customers: which ones, and their number as typed. */
export const chosenFields = { customers: z.array(chosen).min(1).max(MOST_CHOSEN), typed: optionalText(12) };

type Many = { customers: readonly unknown[]; typed?: string | null };
/** The brake (F13): for more than 100 records their number is typed, and is the number of those that are meant. */
export const isTyped = ({ customers, typed }: Many) =>
  customers.length <= TYPED_ABOVE || typed?.normalize("NFKC").replaceAll(/[,\s]/g, "") === String(customers.length);
export const notTyped = { error: "shares.error.typed", path: ["typed"] };
