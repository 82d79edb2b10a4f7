/** Rows are read in chunks by their id: an export holds no transaction open for a slow reader, and nothing twice in memory. */
export const EXPORT_CHUNK = 1_000;

/** All rows of a query that reads at most `EXPORT_CHUNK` of them after an id, in the order of their ids. */
export async function* inChunks<Row extends { id: string }>(
  read: (after: string | undefined) => Promise<readonly Row[]>,
): AsyncGenerator<Row> {
  for (let after: string | undefined; ;) {
    const found = await read(after);
    yield* found;
    if (found.length < EXPORT_CHUNK) return;
    after = found.at(-1)!.id;
  }
}
