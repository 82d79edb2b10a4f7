import type { securityEvents } from "../schema";
import type { Author } from "./demo-history";
import { officeHour } from "./demo-history";
import { demoLogins } from "./demo-organisation";
import type { Random } from "./random";

type SecurityEvent = typeof securityEvents.$inferInsert;

const DAYS = 20;

/** The sign-ins of the last weeks, with a forgotten password here and a page that was not for everybody there. */
export function signIns(random: Random, now: Date, person: (login: string) => Author): SecurityEvent[] {
  const events: SecurityEvent[] = [];
  const add = (kind: SecurityEvent["kind"], at: Date, login: string, more: Partial<SecurityEvent> = {}) =>
    events.push({
      id: random.id(at),
      kind,
      at,
      login,
      address: person(login).address,
      requestId: random.id(at),
      ...more,
    });
  for (let day = DAYS; day >= 1; day--)
    for (const login of demoLogins) {
      if (!random.chance(0.6)) continue;
      const at = officeHour(random, now, day);
      const userId = person(login).id;
      if (random.chance(0.08)) add("sign_in_failed", new Date(at.getTime() - 30_000), login, { door: "sign-in" });
      add("signed_in", at, login, { userId, door: "sign-in" });
      if (login !== "admin" && random.chance(0.04)) {
        const door = random.pick(["page:users.view", "page:settings.view", "page:audit.view"]);
        const asked = door.slice("page:".length);
        add("permission_refused", new Date(at.getTime() + 1_200_000), login, { userId, door, details: { asked } });
      }
    }
  return events;
}
