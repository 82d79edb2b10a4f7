import { randomUUID } from "node:crypto";

/** The password of every user of the demo company. */
const PASSWORD = "kehu-demo";

/** Signs a demo user in as the sign-in page does. Returns the cookie header of the session, which outlives a server. */
export async function signIn(base: string, login: string): Promise<string> {
  const jar = new Map([["kehu.locale", "zh-CN"]]);
  const cookie = () => [...jar].map((pair) => pair.join("=")).join("; ");
  const ask = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(base + path, { ...init, headers: { origin: base, cookie: cookie() } });
    for (const [pair = ""] of answer.headers.getSetCookie().map((line) => line.split(";")))
      jar.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
    if (!answer.ok) throw new Error(`${login} could not sign in: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  const { csrfToken } = (await (await ask("/api/auth/csrf")).json()) as { csrfToken: string };
  const body = new URLSearchParams({ csrfToken, login, password: PASSWORD, json: "true" });
  await ask("/api/auth/callback/credentials", { method: "POST", body });
  return cookie();
}

export type Upload = {
  name: string;
  content: Buffer;
  /** Sent in pieces, so that the door cannot know how long it will be. */
  unannounced?: boolean;
};
/** What the upload door answered: `text` is the body, `id` the import that was made, `message` the sentence of a refusal. */
export type Answer = { status: number; text: string; id?: string; message?: string };

/** Sends a file to the upload door, as the import page does. */
export async function upload(
  base: string,
  cookie: string,
  { name, content, unannounced = false }: Upload,
): Promise<Answer> {
  const query = new URLSearchParams({ kind: "customers", key: randomUUID(), name });
  const file = new Blob([content as Uint8Array<ArrayBuffer>]);
  const init: RequestInit & { duplex: "half" } = {
    method: "POST",
    headers: { origin: base, cookie },
    body: unannounced ? file.stream() : file,
    duplex: "half",
  };
  const answer = await fetch(`${base}/api/imports?${query}`, init);
  const text = await answer.text();
  return { ...objectIn(text), status: answer.status, text };
}

function objectIn(text: string): { id?: string; message?: string } {
  try {
    const { id, message } = JSON.parse(text) as Record<string, unknown>;
    return {
      ...(typeof id === "string" ? { id } : {}),
      ...(typeof message === "string" ? { message } : {}),
    };
  } catch {
    return {}; // not JSON: the caller finds neither
  }
}
