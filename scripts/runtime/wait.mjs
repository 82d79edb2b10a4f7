import { setTimeout as sleep } from "node:timers/promises";
import { Refusal } from "./say.mjs";

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
