import "server-only";
import NextAuth from "next-auth";
import { type NextRequest, NextResponse } from "next/server";
import { unstable_rethrow } from "next/navigation";
import { env } from "@/lib/core/env";
import { isLocale, LOCALE_COOKIE } from "@/lib/core/i18n";
import { refusal } from "@/lib/core/refusal";
import { origin } from "@/lib/core/request";
import { fromOurPages, publicRoute } from "@/lib/core/route";
import { homeOf } from "@/lib/navigation";
import { safePath } from "@/lib/core/safe-path";
import { currentSession, currentToken } from "@/lib/core/session";
import { sessionCookie } from "@/lib/core/session-cookie";
import { heldModules, writeToken } from "@/lib/core/session-token";
import { validate } from "@/lib/core/validate";
import { authOptions } from "./auth-options";
import { firstPasswordInput, setFirstPassword } from "./first-password";
import { askForReset, resetInput } from "./reset-password";
import { languageCookie, rememberLanguage } from "./language";
import { signOut } from "./sign-out";

const NO_STORE = { "cache-control": "private, no-store" };
/** Relative, so that no header of the request has a say in where it leads (AU-10). */
const seeOther = (location: string) => new NextResponse(null, { status: 303, headers: { location, ...NO_STORE } });
const foreign = () => new NextResponse(null, { status: 403, headers: NO_STORE });

/** All that is used of next-auth's addresses; its own pages, its session and its log stay closed. */
const offered: Record<string, readonly string[]> = { GET: ["csrf"], POST: ["callback/credentials", "signout"] };

export const nextAuthRoute = publicRoute(
  "people sign in through it",
  async (request: Request, segment: { params: Promise<{ nextauth: string[] }> }): Promise<Response> => {
    const path = (await segment.params).nextauth.join("/");
    if (new URL(request.url).search || !offered[request.method]?.includes(path)) return seeOther("/sign-in");
    if (request.method !== "GET" && !fromOurPages(request)) return foreign();
    const response = (await NextAuth(request as NextRequest, segment, authOptions())) as Response;
    response.headers.set("cache-control", NO_STORE["cache-control"]);
    return response;
  },
);

/** Ends the session, whatever state it is in, and takes the cookie away: a plain form is enough. */
export const signOutRoute = publicRoute("signing out must always work", async (request: Request) => {
  if (!fromOurPages(request)) return foreign();
  const token = await currentToken();
  if (token) await signOut(token.sid, await origin("sign-out"), new Date());
  const response = seeOther("/sign-in");
  const { name, options } = sessionCookie(env().APP_BASE_URL);
  response.cookies.set(name, "", { ...options, maxAge: 0 });
  return response;
});

/** Changes the language of the browser and, of somebody signed in, of the account. */
export const languageRoute = publicRoute("strangers read the sign-in page too", async (request: Request) => {
  if (!fromOurPages(request)) return foreign();
  const form = await request.formData();
  const locale = form.get("locale");
  const response = seeOther(safePath(form.get("to")) ?? "/");
  if (typeof locale !== "string" || !isLocale(locale)) return response;
  const current = await currentSession();
  if (current) await rememberLanguage(current.actor.id, locale);
  response.cookies.set(LOCALE_COOKIE, locale, languageCookie);
  return response;
});

/** Gives a signed-in person a cookie with the modules of this moment, after a role has brought them more. */
export const renewRoute = publicRoute("it gives nothing to strangers", async (request: Request) => {
  const [token, current] = [await currentToken(), await currentSession()];
  if (!token || !current) return seeOther("/sign-in");
  if (current.audience !== "staff") return seeOther(homeOf(current.audience));
  const { APP_BASE_URL, AUTH_SECRET } = env();
  const { name, options } = sessionCookie(APP_BASE_URL);
  const response = seeOther(safePath(new URL(request.url).searchParams.get("to")) ?? "/");
  response.cookies.set(name, await writeToken({ ...token, modules: heldModules(current) }, AUTH_SECRET), options);
  return response;
});

/** Takes the password of somebody who holds a single-use link, and answers like an action. */
export const firstPasswordRoute = publicRoute("the link is the proof", async (request: Request) => {
  if (!fromOurPages(request)) return foreign();
  try {
    const input = validate(firstPasswordInput, await request.json().catch(() => undefined));
    await setFirstPassword(input, await origin("first-password"), new Date());
    return NextResponse.json({ ok: true, data: null }, { headers: NO_STORE });
  } catch (error) {
    unstable_rethrow(error);
    return NextResponse.json(await refusal(error), { status: 422, headers: NO_STORE });
  }
});

/** Longer than the work for a login that exists: the time of the answer does not tell either (AU-09). */
const SAME_TIME_MS = 700;

/** Takes the login of somebody who forgot their password. The answer is always the same (ACC-05, AU-09). */
export const forgotRoute = publicRoute("who forgot the password cannot sign in", async (request: Request) => {
  if (!fromOurPages(request)) return foreign();
  try {
    const { login } = validate(resetInput, await request.json().catch(() => undefined));
    const asked = askForReset(login, await origin("forgot"), new Date());
    await Promise.all([asked, new Promise((resolve) => setTimeout(resolve, SAME_TIME_MS))]);
    return NextResponse.json({ ok: true, data: null }, { headers: NO_STORE });
  } catch (error) {
    unstable_rethrow(error);
    return NextResponse.json(await refusal(error), { status: 422, headers: NO_STORE });
  }
});
