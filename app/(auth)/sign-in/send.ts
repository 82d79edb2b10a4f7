/**
 * Asks next-auth to sign somebody in. Returns nothing when they are, else why not: a key under `sign_in.error`.
 * Its form token comes first: a page of somebody else's cannot get one.
 */
export async function sendSignIn(login: string, password: string): Promise<string | undefined> {
  try {
    const { csrfToken } = (await (await fetch("/api/auth/csrf")).json()) as { csrfToken: string };
    const body = new URLSearchParams({ csrfToken, login, password, json: "true" });
    const response = await fetch("/api/auth/callback/credentials", { method: "POST", body });
    if (response.ok) return undefined;
    const { url } = (await response.json()) as { url: string };
    return new URL(url).searchParams.get("error") ?? "unexpected";
  } catch {
    return "unreachable";
  }
}
