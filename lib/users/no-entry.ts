import "server-only";
import { forbidden, notFound, redirect } from "next/navigation";
import { enter, enterPortal } from "@/lib/core/entrance";
import { safePath } from "@/lib/core/safe-path";
import { areaOf, placeOf } from "@/lib/navigation";

/**
 * Looks with fresh data at a visit that the first gate turned away: the cookie's list of modules is as old as the sign-in.
 * Ends in the 403 page with its security event (D-05), or in a new cookie when a role has opened the module meanwhile.
 */
export async function judgeAgain(wanted: unknown): Promise<never> {
  const path = safePath(wanted);
  if (!path) notFound();
  const [pathname = ""] = path.split("?");
  const place = placeOf(pathname);
  const inPortal = areaOf(pathname) === "portal";
  if (!place && !inPortal) notFound();
  const entrance = place ? await enter(`page:${place.permission}`, place.permission) : await enterPortal("page:portal");
  if (entrance.state === "refused") forbidden();
  const next = entrance.state === "in" ? "/renew" : "/sign-in";
  redirect(`${next}?${new URLSearchParams({ to: path })}`);
}
