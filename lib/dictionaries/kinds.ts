import { type DictionaryKind, dictionaryKinds } from "@/db/enums";

type Declaration = {
  /** The last part of the address: /settings/<slug>. */
  slug: string;
  /** How many levels its tree may have; 1 is a plain list. */
  depth: number;
};

/** The lists without behaviour (CUS-02). One entry here, one value in db/enums and a label each make a new one. */
export const dictionaries: Record<DictionaryKind, Declaration> = {
  customer_type: { slug: "customer-types", depth: 2 },
  region: { slug: "regions", depth: 4 },
  source: { slug: "sources", depth: 1 },
  industry: { slug: "industries", depth: 1 },
  level: { slug: "levels", depth: 1 },
  credit_rating: { slug: "credit-ratings", depth: 1 },
};

/** The kind behind an address, if it names one. */
export const kindOfSlug = (slug: string): DictionaryKind | undefined =>
  dictionaryKinds.find((kind) => dictionaries[kind].slug === slug);
