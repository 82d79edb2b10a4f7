import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ReadableStream } from "node:stream/web";
import { deflateSync } from "node:zlib";
import sharp from "sharp";
import { afterAll, vi } from "vitest";
import { receiveAttachment } from "@/lib/attachments/receive";
import { contextOf } from "./people";

/** Gives this test file a data folder of its own; call it after `testDatabase()`. */
export function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "kehu-data-"));
  vi.stubEnv("KEHU_DATA", folder);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

type Options = { name?: string; key?: string; announced?: number | null };

/** Sends a file as somebody to a customer, as the route does. */
export async function attach(userId: string, customerId: string, content: string | Buffer, options: Options = {}) {
  const bytes = Buffer.from(content);
  const { name = "a.txt", key = crypto.randomUUID(), announced = bytes.length } = options;
  const body = new Blob([new Uint8Array(bytes)]).stream() as ReadableStream<Uint8Array>;
  const ctx = await contextOf(userId);
  return receiveAttachment(ctx, { on: "customer", record: customerId, key, name }, body, announced);
}

/** A picture of a camera: with the place where it was taken. */
export const photo = (width = 640, height = 480) =>
  sharp({ create: { width, height, channels: 3, background: { r: 30, g: 120, b: 90 } } })
    .withExif({ IFD0: { Copyright: "SECRET-OWNER" }, IFD3: { GPSLatitude: "31/1 13/1 0/1" } })
    .jpeg()
    .toBuffer();

/** A PNG that says how large it is and has next to nothing behind it. */
export function claimingPng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const data = deflateSync(Buffer.alloc(1000));
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", header),
    chunk("IDAT", data),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
