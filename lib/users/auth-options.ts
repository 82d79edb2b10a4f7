import "server-only";
import type { AuthOptions, User } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { cookies, headers } from "next/headers";
import { database, pool } from "@/db/client";
import { env } from "@/lib/core/env";
import { isLocale, LOCALE_COOKIE } from "@/lib/core/i18n";
import { log } from "@/lib/core/log";
import { origin } from "@/lib/core/request";
import { safePath } from "@/lib/core/safe-path";
import { currentToken } from "@/lib/core/session";
import { SESSION_HOURS, sessionCookie } from "@/lib/core/session-cookie";
import { endSession } from "@/lib/core/session-end";
import type { SessionToken } from "@/lib/core/session-token";
import { deviceCookie } from "./devices";
import { languageCookie } from "./language";
import { type SignedIn, signIn } from "./sign-in";
import { signOut } from "./sign-out";

declare module "next-auth" {
  interface User {
    token: SessionToken;
  }
}
declare module "next-auth/jwt" {
  interface JWT extends Partial<SessionToken> {}
}

/**
 * next-auth carries the sign-in: its credentials provider guards the form against forgery, and issues and clears the one
 * cookie. What the cookie is worth is decided on every request by the session row it names (core/session.ts).
 */
export function authOptions(): AuthOptions {
  const { APP_BASE_URL, AUTH_SECRET } = env();
  const cookie = sessionCookie(APP_BASE_URL);
  return {
    secret: AUTH_SECRET,
    useSecureCookies: cookie.options.secure,
    cookies: { sessionToken: cookie },
    session: { strategy: "jwt", maxAge: SESSION_HOURS * 3_600 },
    jwt: { maxAge: SESSION_HOURS * 3_600 },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    providers: [Credentials({ credentials: { login: {}, password: {} }, authorize })],
    callbacks: {
      // Nothing but our three claims: no name, no e-mail address.
      jwt: ({ token, user }) => (user ? { ...user.token } : token),
      redirect: ({ url }) => `${APP_BASE_URL}${safePath(url) ?? "/"}`,
    },
    events: {
      async signOut({ token }) {
        if (token.sid) await signOut(token.sid, await origin("sign-out"), new Date());
      },
    },
    logger: {
      error: (code, metadata) => log.error({ code, err: metadata }, "next-auth"),
      warn: (code) => log.warn({ code }, "next-auth"),
      debug: () => undefined,
    },
  };
}

/**
 * next-auth hands the message of an error on to the browser: it is one of our codes, never another error's text. A
 * one-time password answers with the token of the form of a new one, which whoever typed it may have.
 */
async function authorize(typed: Record<"login" | "password", string> | undefined): Promise<User> {
  const outcome = await attempt(typed?.login ?? "", typed?.password ?? "").catch((error: unknown) => {
    log.error({ err: error }, "sign-in failed unexpectedly");
    throw new Error("unexpected");
  });
  if (outcome.state === "must_change") throw new Error(`must_change.${outcome.token}`);
  if (outcome.state === "refused") throw new Error(outcome.reason);
  await settleIn(outcome.as);
  return { id: outcome.as.userId, token: outcome.as.token };
}

async function attempt(login: string, password: string) {
  const { address, requestId } = await origin("sign-in");
  const agent = (await headers()).get("user-agent") ?? "";
  const device = (await cookies()).get(deviceNow().name)?.value;
  return signIn({ login, password, device, address, agent, requestId, now: new Date() });
}

/** What changes in the browser besides the session: the device is known, its former session is over, the language is theirs. */
async function settleIn({ device, locale }: SignedIn): Promise<void> {
  const former = await currentToken();
  if (former) await endSession({ db: database(pool("auth")), now: new Date() }, former.sid);
  const jar = await cookies();
  const { name, options } = deviceNow();
  jar.set(name, device, options);
  if (!isLocale(jar.get(LOCALE_COOKIE)?.value)) jar.set(LOCALE_COOKIE, locale, languageCookie);
}

const deviceNow = () => deviceCookie(sessionCookie(env().APP_BASE_URL).options.secure);
