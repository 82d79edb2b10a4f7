import { decode, encode } from "next-auth/jwt";
import { type Audience, audiences } from "@/db/enums";
import { can, type Context } from "./context";
import { type ModuleName, moduleNames, permissionsOf } from "./permissions";
import { SESSION_HOURS } from "./session-cookie";

/**
 * What the cookie says (D-08): which session, of which audience, and the modules in which the person may do anything. The
 * first gate reads the modules; every door asks the database instead.
 */
export type SessionToken = { sid: string; audience: Audience; modules: readonly string[] };

/** The modules in which somebody holds a permission at this moment. */
export const heldModules = (ctx: Pick<Context, "actor" | "installation">): ModuleName[] =>
  moduleNames.filter((module) => permissionsOf(module).some((permission) => can(ctx, permission)));

/** The cookie's value: encrypted and signed, worthless without the secret of this installation. */
export const writeToken = (token: SessionToken, secret: string): Promise<string> =>
  encode({ token: { ...token }, secret, maxAge: SESSION_HOURS * 3_600 });

/** Reads a cookie's value; nothing for one that is expired, forged, cut off or of another installation. */
export async function readToken(value: string | undefined, secret: string): Promise<SessionToken | undefined> {
  if (!value) return undefined;
  const token = await decode({ token: value, secret }).catch(() => null);
  if (!token || typeof token.sid !== "string" || !isAudience(token.audience)) return undefined;
  const modules = Array.isArray(token.modules) ? token.modules.filter((name) => typeof name === "string") : [];
  return { sid: token.sid, audience: token.audience, modules };
}

const isAudience = (value: unknown): value is Audience => audiences.some((audience) => audience === value);
