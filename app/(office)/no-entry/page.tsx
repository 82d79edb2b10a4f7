import { publicPage } from "@/lib/core/page";
import { judgeAgain } from "@/lib/users/no-entry";

type Props = { searchParams: Promise<{ to?: string | string[] }> };

/** What the first gate shows instead of a page of another module (middleware.ts): never anything of its own. */
export default publicPage<Props>("it shows nothing but a refusal", async ({ searchParams }) =>
  judgeAgain((await searchParams).to),
);
