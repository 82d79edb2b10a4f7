import { randomUUID } from "node:crypto";

/** How the framework's own parts talk to each other; from outside they could only mislead it. */
const internal = /^(x-middleware-|x-nextjs-|x-next-|x-invoke-|x-now-route-matches$|x-matched-path$|next-resume$)/;

/** Sent by the framework's own client. */
const wanted = new Set(["x-nextjs-request-id", "x-nextjs-html-request-id", "x-nextjs-deployment-id"]);

/** What a proxy says about the client and the outer address: believed from a proxy only. */
const forwarded = ["forwarded", "x-real-ip", "x-forwarded-host", "x-forwarded-port", "x-forwarded-proto"];

/**
 * Makes the headers of a request trustworthy, in place: `x-forwarded-for` is exactly one address, the client's;
 * what only a proxy or the framework may say is removed; `x-request-id` names the request.
 * @param {import("node:http").IncomingHttpHeaders} headers @param {string | undefined} peer the address of the socket
 * @param {number} proxies how many proxies of our own stand in front (TRUST_PROXY), 0 for none
 */
export function cleanHeaders(headers, peer, proxies) {
  for (const name of Object.keys(headers)) if (internal.test(name) && !wanted.has(name)) delete headers[name];
  if (proxies === 0) for (const name of forwarded) delete headers[name];
  headers["x-forwarded-for"] = clientAddress(headers["x-forwarded-for"], peer, proxies);
  const given = headers["x-request-id"];
  if (proxies === 0 || typeof given !== "string" || !/^[\w-]{8,64}$/.test(given))
    headers["x-request-id"] = randomUUID();
}

/**
 * Each proxy appends the address that it saw, so only the last `proxies` entries were written by machines of ours;
 * what stands before them is whatever the client cared to send.
 * @param {string | string[] | undefined} header @param {string | undefined} peer @param {number} proxies
 */
function clientAddress(header, peer, proxies) {
  const seen =
    proxies === 0
      ? []
      : String(header ?? "")
          .split(",")
          .map((part) => part.trim());
  const address = seen.filter(Boolean).at(-proxies) ?? peer ?? "";
  return address.replace(/^::ffff:/, "");
}

/** TRUST_PROXY: "1" for one proxy, "2" for two, absent or anything else for none. @param {string | undefined} value */
export function proxyCount(value) {
  return /^[1-9]$/.test(value ?? "") ? Number(value) : 0;
}
