import "server-only";
import { forbidden, notFound, redirect } from "next/navigation";
import { enter } from "@/lib/core/entrance";
import { safePath } from "@/lib/core/safe-path";
import { placeOf } from "@/lib/navigation";

/**
 * Looks with fresh data at a visit that the first gate turned away: the cookie's list of modules is as old as the sign-in.
 * Ends in the 403 page with its security event (D-05), or in a new cookie when a role has opened the module meanwhile.
 */
export async function judgeAgain(wanted: unknown): Promise<never> {
  const path = safePath(wanted);
  const place = path && placeOf(path.split("?")[0]!);
  if (!place) notFound();
  const entrance = await enter(`page:${place.permission}`, place.permission);
  if (entrance.state === "refused") forbidden();
  const next = entrance.state === "in" ? "/renew" : "/sign-in";
  redirect(`${next}?${new URLSearchParams({ to: path })}`);
}
