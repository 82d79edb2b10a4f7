import "server-only";
import sharp from "sharp";

/** A camera's largest picture, and far below what decoding could not hold. */
export const MOST_PIXELS = 60_000_000;
const PREVIEW_SIDE = 480;
const SECONDS = 20;

// Only the readers of the four formats: whatever else the library can open has never been looked at by us.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: [
    "VipsForeignLoadJpegFile",
    "VipsForeignLoadPngFile",
    "VipsForeignLoadWebpFile",
    "VipsForeignLoadNsgifFile",
  ],
});
sharp.cache(false);
sharp.concurrency(1);

export class ImageError extends Error {
  constructor(readonly problem: "too_many_pixels" | "damaged") {
    super(problem);
  }
}

/** One picture at a time: each may need a few hundred megabytes while it is decoded. */
let turn: Promise<unknown> = Promise.resolve();

/**
 * Draws a picture anew as a small WebP without its metadata (place, camera, names), upright (ATT-01). The number of pixels is
 * judged before anything is decoded (IM-18). @throws ImageError
 */
export function makePreview(path: string, into: string): Promise<void> {
  const mine = turn.then(() => draw(path, into));
  turn = mine.catch(() => undefined);
  return mine;
}

async function draw(path: string, into: string): Promise<void> {
  const damaged = (): never => {
    throw new ImageError("damaged");
  };
  const { width, height } = await sharp(path, { limitInputPixels: false }).metadata().catch(damaged);
  if (width * height > MOST_PIXELS) throw new ImageError("too_many_pixels");
  await sharp(path, { limitInputPixels: MOST_PIXELS, failOn: "error" })
    .autoOrient()
    .resize({ width: PREVIEW_SIDE, height: PREVIEW_SIDE, fit: "inside", withoutEnlargement: true })
    .webp({ quality: 75 })
    .timeout({ seconds: SECONDS })
    .toFile(into)
    .catch(damaged);
}
