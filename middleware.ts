import { type NextRequest, NextResponse } from "next/server";
import { env } from "@/lib/core/env";
import { moduleOf } from "@/lib/core/permissions";
import { contentSecurityPolicy, filePolicy, securityHeaders } from "@/lib/core/security-headers";
import { sessionCookie } from "@/lib/core/session-cookie";
import { readToken, type SessionToken } from "@/lib/core/session-token";
import { areaOf, homeOf, placeOf } from "@/lib/navigation";

/**
 * Everything but files: the compiled scripts and styles, and what lies at the root with an ending. Node's own runtime, so
 * that the configuration is read when the server starts and not when it is built. Uploads pass by: a body that goes through
 * here is cut off at 10 MB, and their door proves everything by itself.
 */
export const config = {
  runtime: "nodejs",
  matcher: [
    "/((?!api/(?:imports|attachments)$|_next/static/|_next/image|[\\w.-]+\\.(?:ico|png|svg|txt|webmanifest)$).*)",
  ],
};

/**
 * The first gate (D-08): strangers go to the sign-in, a module outside the cookie's list to the refusal; every answer gets
 * its security headers. It reads the cookie alone. What may really be done is decided by each door with fresh data, so
 * getting past this gate opens nothing.
 */
export async function middleware(request: NextRequest): Promise<NextResponse> {
  const { pathname, search } = request.nextUrl;
  const { APP_BASE_URL, AUTH_SECRET } = env();
  const token = await readToken(request.cookies.get(sessionCookie(APP_BASE_URL).name)?.value, AUTH_SECRET);

  const nonce = crypto.randomUUID();
  const isFile = pathname.startsWith("/api/attachments/");
  const policy = isFile ? filePolicy : contentSecurityPolicy(nonce, process.env.NODE_ENV === "development");
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);

  const response = answer(request, judge(request.method, pathname, token), `${pathname}${search}`, headers);
  response.headers.set("content-security-policy", policy);
  const secretAddress = pathname.startsWith("/first-password");
  for (const [name, value] of securityHeaders({ https: APP_BASE_URL.startsWith("https:"), secretAddress }))
    response.headers.set(name, value);
  return response;
}

const NO_ENTRY = "/no-entry";

type Verdict = "pass" | "stranger" | "no_entry" | "home";

function answer(request: NextRequest, verdict: Verdict, wanted: string, headers: Headers): NextResponse {
  if (verdict === "stranger") return NextResponse.redirect(local(request, "/sign-in", wanted === "/" ? "" : wanted));
  if (verdict === "home") return NextResponse.redirect(local(request, homeOf("portal"), ""));
  if (verdict === "no_entry") return NextResponse.rewrite(local(request, NO_ENTRY, wanted), { request: { headers } });
  return NextResponse.next({ request: { headers } });
}

function local(request: NextRequest, pathname: string, to: string): URL {
  const url = new URL(pathname, request.url);
  if (to) url.searchParams.set("to", to);
  return url;
}

const open = ["/sign-in", "/sign-out", "/first-password", "/forgot", "/language", "/renew", "/api"];
const isOpen = (pathname: string) =>
  open.some((path) => pathname === path || pathname.startsWith(`${path}/`)) ||
  (process.env.KEHU_BENCH === "1" && pathname === "/baseline-list");

/**
 * Judges visits of pages. Doors under /api answer strangers by themselves, and so do the actions behind a POST, with an
 * error that the page can show instead of a redirect that it cannot follow.
 */
function judge(method: string, pathname: string, token: SessionToken | undefined): Verdict {
  if (isOpen(pathname) || (method !== "GET" && method !== "HEAD")) return "pass";
  if (!token) return "stranger";
  // Whoever was turned away comes by here again on the way to the refusal.
  if (pathname === NO_ENTRY) return "pass";
  if (token.audience === "portal" && pathname === "/") return "home";
  if (token.audience !== areaOf(pathname)) return "no_entry";
  const place = placeOf(pathname);
  return !place || token.modules.includes(moduleOf(place.permission)) ? "pass" : "no_entry";
}
