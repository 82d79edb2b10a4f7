import { AsyncLocalStorage } from "node:async_hooks";
import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import next from "next";
import { project } from "./paths.mjs";
import { listen } from "./port.mjs";
import { cleanHeaders, proxyCount } from "./request-headers.mjs";

/**
 * Work that the application wants done before the database goes away (stop the job queue, close the pool). The
 * application adds functions to this set under the same symbol; it is not imported, because the application is built
 * and this file is not.
 */
const shutdownHooks = Symbol.for("kehu.shutdown");
/** Functions of the application that are told of every answer: its metrics. */
const observers = Symbol.for("kehu.observers");
/** The store in which the application finds the request that it works for: its log lines name it. */
const current = Symbol.for("kehu.current");

/**
 * Serves the application from this very process, so that killing the process never leaves a server behind.
 * @param {{ dev: boolean, host: string, port: number }} options
 * @returns {Promise<{ close: (grace?: number) => Promise<void> }>} `close` finishes running requests, at most `grace` ms
 */
export async function startServer({ dev, host, port }) {
  /** @type {Set<() => unknown>} */
  const hooks = new Set();
  /** @type {Set<(answer: { method: string, path: string, status: number, seconds: number }) => void>} */
  const watching = new Set();
  /** @type {AsyncLocalStorage<{ request: string }>} */
  const requests = new AsyncLocalStorage();
  Object.assign(globalThis, { [shutdownHooks]: hooks, [observers]: watching, [current]: requests });
  const proxies = proxyCount(process.env.TRUST_PROXY);
  let closing = false;

  const server = createServer({ connectionsCheckingInterval: 5_000 });
  server.headersTimeout = 20_000;
  server.requestTimeout = 300_000; // an upload of 20 MB over a slow line
  server.keepAliveTimeout = 65_000; // longer than the usual minute of a proxy, which would else meet closed connections

  const app = next({ dev, dir: project, hostname: host, port, httpServer: server, quiet: true });
  await app.prepare();
  const handle = app.getRequestHandler();

  server.on("request", (request, response) => {
    cleanHeaders(request.headers, request.socket.remoteAddress, proxies);
    const id = String(request.headers["x-request-id"]);
    response.setHeader("x-request-id", id);
    if (closing) response.setHeader("connection", "close");
    const started = performance.now();
    response.once("close", () => {
      const answer = { method: request.method ?? "", path: pathOf(request), status: response.statusCode };
      for (const watch of watching) watch({ ...answer, seconds: (performance.now() - started) / 1000 });
    });
    const answered = requests.run({ request: id }, () => handle(request, response));
    answered.catch((error) => {
      console.error(error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  await listen(server, host, port);

  return {
    async close(grace = 30_000) {
      if (closing) return;
      closing = true;
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      // A connection that was busy becomes idle after its answer, at the latest then it goes.
      const sweep = setInterval(() => server.closeIdleConnections(), 100);
      await Promise.race([closed, sleep(dev ? 500 : grace)]);
      clearInterval(sweep);
      server.closeAllConnections();
      const work = [...hooks].map(async (hook) => hook());
      await Promise.race([Promise.allSettled([app.close(), ...work]), sleep(10_000)]);
    },
  };
}

/** @param {import("node:http").IncomingMessage} request */
const pathOf = ({ url = "/" }) => url.split("?", 1)[0] ?? "/";
