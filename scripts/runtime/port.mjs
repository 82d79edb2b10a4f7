import { createServer } from "node:net";
import { Refusal } from "./say.mjs";

/**
 * Refuses in a sentence when the port cannot be listened on; asked before the long work, so that a taken port is told
 * at once. @param {string} host @param {number} port
 */
export async function checkPort(host, port) {
  const probe = createServer();
  await listen(probe, host, port);
  await new Promise((resolve) => probe.close(resolve));
}

/** Listens, or refuses in a sentence. @param {import("node:net").Server} server @param {string} host @param {number} port @returns {Promise<void>} */
export function listen(server, host, port) {
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

/** A free port on the loopback, the one of last time when it still is. @param {number} preferred @returns {Promise<number>} */
export function freePort(preferred = 0) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error) => (preferred ? resolve(freePort()) : reject(error)));
    probe.listen(preferred, "127.0.0.1", () => {
      const { port } = /** @type {import("node:net").AddressInfo} */ (probe.address());
      probe.close(() => resolve(port));
    });
  });
}
