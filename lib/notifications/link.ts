import "server-only";
import { seal, unseal } from "@/lib/core/seal";

const PURPOSE = "mail link";

/** A link that opens an account is never kept in the clear: the table of links holds only hashes either (AU-10). */
export const sealLink = (link: string) => seal(link, PURPOSE);
export const openLink = (sealed: string) => unseal(sealed, PURPOSE);
