import { Agent, request } from "node:http";

export type Measured = { perSecond: number; p50: number; p95: number; bytes: number };

/** One GET over a kept connection: how long it took in ms and how long the body is in bytes. */
function get(url: string, agent: Agent, headers: Record<string, string>): Promise<{ ms: number; bytes: number }> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, headers }, (response) => {
      let bytes = 0;
      response.on("data", (chunk: Buffer) => (bytes += chunk.length));
      response.on("end", () => {
        if (response.statusCode === 200) resolve({ ms: performance.now() - started, bytes });
        else reject(new Error(`${url} answered ${response.statusCode}`));
      });
    });
    sent.on("error", reject).end();
  });
}

/** Loads an address over `connections` kept connections for some seconds. */
export async function load(
  url: string,
  seconds: number,
  connections: number,
  headers: Record<string, string>,
): Promise<Measured> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  let bytes = 0;
  const started = performance.now();
  const until = started + seconds * 1000;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < until) {
        const one = await get(url, agent, headers);
        times.push(one.ms);
        bytes = one.bytes;
      }
    }),
  );
  const elapsed = (performance.now() - started) / 1000;
  agent.destroy();
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))]!;
  return { perSecond: times.length / elapsed, p50: at(0.5), p95: at(0.95), bytes };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
