import { baseUrl } from "./address";

export const DEMO_PASSWORD = "kehu-demo";
export const demoUsers = ["admin", "manager", "sales", "sales2", "finance", "support", "service", "cloud"] as const;
export type DemoUser = (typeof demoUsers)[number];

/** Cookies by name, as a browser keeps them. */
export type Jar = Record<string, string>;

/** The cookie header of a jar. */
export const cookieHeader = (jar: Jar) =>
  Object.entries(jar)
    .map(([name, value]) => `${name}=${value}`)
    .join("; ");

/** Signs in as the sign-in page does, without a browser. Throws when the server refuses. */
export async function signIn(login: string, password = DEMO_PASSWORD): Promise<Jar> {
  const jar: Jar = { "kehu.locale": "zh-CN" };
  const ask = async (path: string, init: RequestInit = {}) => {
    const headers = { origin: baseUrl, cookie: cookieHeader(jar) };
    const response = await fetch(baseUrl + path, { ...init, headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      jar[pair.slice(0, pair.indexOf("="))] = pair.slice(pair.indexOf("=") + 1);
    }
    return response;
  };
  const { csrfToken } = (await (await ask("/api/auth/csrf")).json()) as { csrfToken: string };
  const body = new URLSearchParams({ csrfToken, login, password, json: "true" });
  const response = await ask("/api/auth/callback/credentials", { method: "POST", body });
  if (!response.ok) throw new Error(`${login} could not sign in: ${response.status} ${await response.text()}`);
  return jar;
}

const jars = new Map<string, Promise<Jar>>();

/** The session of a user, signed in once for the test file. Not for tests that end it. */
export function sessionOf(login: string): Promise<Jar> {
  const known = jars.get(login) ?? signIn(login);
  jars.set(login, known);
  return known;
}
