import "server-only";
import { lookup } from "@/lib/core/route";
import { findPeople } from "./queries";
import { personSearch } from "./schema";

/** Picks a person (FRM-02): names of colleagues are open to everybody who works here. */
export const searchPeople = lookup("signed in", personSearch, findPeople, { example: () => ({ search: { q: "a" } }) });
