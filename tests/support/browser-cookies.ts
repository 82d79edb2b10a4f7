import { vi } from "vitest";

/** What one browser sends, for code that reads `next/headers`: its cookies and the headers that the server adds. */
export const browser = { cookies: new Map<string, string>(), headers: new Headers() };

const jar = {
  get: (name: string) => (browser.cookies.has(name) ? { name, value: browser.cookies.get(name)! } : undefined),
  set: (name: string, value: string) => void browser.cookies.set(name, value),
};

/** The mock of `next/headers`, to be handed to vi.mock. */
export const nextHeaders = () => ({
  cookies: vi.fn<() => Promise<typeof jar>>(async () => jar),
  headers: vi.fn<() => Promise<Headers>>(async () => browser.headers),
});
