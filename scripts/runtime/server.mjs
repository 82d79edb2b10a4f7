import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import next from "next";
import { project } from "./paths.mjs";
import { cleanHeaders, proxyCount } from "./request-headers.mjs";
import { Refusal } from "./say.mjs";

/**
 * Work that the application wants done before the database goes away (stop the job queue, close the pool). The
 * application adds functions to this set under the same symbol; it is not imported, because the application is built
 * and this file is not.
 */
const shutdownHooks = Symbol.for("kehu.shutdown");

/**
 * Serves the application from this very process, so that killing the process never leaves a server behind.
 * @param {{ dev: boolean, host: string, port: number }} options
 * @returns {Promise<{ close: (grace?: number) => Promise<void> }>} `close` finishes running requests, at most `grace` ms
 */
export async function startServer({ dev, host, port }) {
  /** @type {Set<() => unknown>} */
  const hooks = new Set();
  Object.assign(globalThis, { [shutdownHooks]: hooks });
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
    response.setHeader("x-request-id", String(request.headers["x-request-id"]));
    if (closing) response.setHeader("connection", "close");
    handle(request, response).catch((error) => {
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

/**
 * Refuses in a sentence when the port cannot be listened on; asked before the long work, so that a taken port is told
 * at once. @param {string} host @param {number} port
 */
export async function checkPort(host, port) {
  const probe = createServer();
  await listen(probe, host, port);
  await new Promise((resolve) => probe.close(resolve));
}

/** @param {import("node:http").Server} server @param {string} host @param {number} port @returns {Promise<void>} */
function listen(server, host, port) {
  const command = process.env.npm_lifecycle_event === "start" ? "npm start" : "npm run up";
  const other = port < 65_535 ? port + 1 : 3000;
  return new Promise((resolve, reject) => {
    server.once("error", (/** @type {NodeJS.ErrnoException} */ error) => {
      if (error.code === "EADDRINUSE") reject(new Refusal("port_taken", { port, other, command }));
      else reject(new Refusal("port_forbidden", { host, port, other: 3000, command, reason: error.code }));
    });
    server.listen(port, host, resolve);
  });
}

/** Waits until the application answers that it is ready: the first request loads it and opens the database. @param {string} host @param {number} port */
export async function waitUntilReady(host, port, patience = 60_000) {
  const address = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  const end = Date.now() + patience;
  let reason = "";
  while (Date.now() < end) {
    try {
      const answer = await fetch(`http://${address.includes(":") ? `[${address}]` : address}:${port}/api/ready`, {
        signal: AbortSignal.timeout(patience),
      });
      if (answer.ok) return;
      reason = `GET /api/ready: ${answer.status} ${(await answer.text()).slice(0, 500)}`;
    } catch (error) {
      reason = String(error);
    }
    await sleep(250);
  }
  throw new Refusal("server_failed", {}, reason);
}
