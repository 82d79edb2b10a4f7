import { request } from "node:http";
import { baseUrl } from "./address";
import { cookieHeader, type Jar, sessionOf } from "./sign-in";

type Asking = {
  /** Who asks; nobody without it. */
  as?: string;
  jar?: Jar;
  method?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
};
export type Answer = { status: number; location: string | undefined; header: (name: string) => string; text: string };

/** One request without a browser. The path goes out as it is written, however odd, and redirects are not followed. */
export async function ask(path: string, { as, jar, method = "GET", headers = {}, body }: Asking = {}): Promise<Answer> {
  const cookies = jar ?? (as ? await sessionOf(as) : undefined);
  const { hostname, port } = new URL(baseUrl);
  return new Promise((resolve, reject) => {
    const asking = request(
      { hostname, port, path, method, headers: { ...(cookies && { cookie: cookieHeader(cookies) }), ...headers } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            location: response.headers.location,
            header: (name) => String(response.headers[name] ?? ""),
            text: Buffer.concat(chunks).toString(),
          }),
        );
      },
    );
    asking.on("error", reject);
    asking.end(body);
  });
}
