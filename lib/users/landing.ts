import "server-only";
import { can } from "@/lib/core/context";
import type { Current } from "@/lib/core/session";
import { safePath } from "@/lib/core/safe-path";
import { navigation } from "@/lib/navigation";

/** Where somebody lands after signing in: where they wanted to go, else the first place of their menu. */
export function landingPath(current: Current, wanted?: unknown): string {
  const first = navigation.flatMap((group) => group.places).find((place) => can(current, place.permission));
  return safePath(wanted) ?? first?.path ?? "/";
}
