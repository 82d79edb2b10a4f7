import "server-only";
import { headers } from "next/headers";
import type { Origin } from "./context";

/** Where the current request comes from. The server sets both headers itself: what a client sends of them is dropped. */
export async function origin(door: string): Promise<Origin> {
  const list = await headers();
  return {
    door,
    requestId: list.get("x-request-id") ?? crypto.randomUUID(),
    address: list.get("x-forwarded-for")?.split(",")[0]?.trim() || null,
  };
}
