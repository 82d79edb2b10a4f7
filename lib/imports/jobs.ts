import "server-only";
import { inArray } from "drizzle-orm";
import { z } from "zod";
import { imports } from "@/db/schema";
import { asDoor, doorOf } from "@/lib/core/doors";
import { DomainError } from "@/lib/core/errors";
import { type Job, job } from "@/lib/core/jobs";
import { log } from "@/lib/core/log";
import { enqueue } from "@/lib/core/queue";
import { fromDatabase } from "@/lib/core/refusal";
import { SheetError } from "@/lib/core/sheet/error";
import { sqlState, transaction } from "@/lib/core/transaction";
import { ImportFault } from "./define";
import { checkImport, failImport, writeImport } from "./run";
import { failUndo, undoImport } from "./undo-run";

const input = z.object({ userId: z.uuid(), importId: z.uuid() });

export const importUndoJob = concluded(
  job("import-undo", "customers.import", input, (ctx, { importId }) => undoImport(ctx, importId)),
  failUndo,
);
export const importCheckJob = concluded(
  job("import-check", "customers.import", input, (ctx, { importId }) => checkImport(ctx, importId)),
);
export const importWriteJob = concluded(
  job("import-write", "customers.import", input, (ctx, { importId }) => writeImport(ctx, importId)),
);

/**
 * Whatever ends a run, the import says it: a file that cannot be read, a row that changed since the preview, a right that was
 * lost meanwhile. Where not even that can be written (the database is away), the queue tries again.
 */
function concluded({ name, run }: Job, fail = failImport): Job {
  const handler = async (data: unknown) => {
    try {
      await run(data);
    } catch (error) {
      const problem = problemOf(error);
      if (problem.code === "unexpected") log.error({ err: error, job: name }, "import failed unexpectedly");
      const now = new Date();
      await transaction("job", (db) => fail({ db, now }, input.parse(data).importId, problem));
    }
  };
  return { name, run: asDoor(doorOf(run)!, handler) };
}

/** `imports.failure.<code>`, or a message key of another domain. */
function problemOf(error: unknown): { code: string; values?: Record<string, string | number> } {
  if (error instanceof ImportFault) return { code: error.code, values: error.values };
  if (error instanceof SheetError) return { code: `sheet.error.${error.code}`, values: error.values };
  const told = error instanceof DomainError ? error : fromDatabase(error);
  if (told?.code === "forbidden") return { code: "right_lost" };
  if (told) return { code: told.sentence.key, values: told.sentence.values };
  return { code: ["40001", "40P01", "55P03"].includes(sqlState(error) ?? "") ? "busy" : "unexpected" };
}

/** Puts every import that a stopped server left running into the queue again; called once when a server starts. */
export async function resumeImports(): Promise<number> {
  return transaction("job", async (db) => {
    const left = await db
      .select({ id: imports.id, userId: imports.createdBy, undoneBy: imports.undoneBy, state: imports.state })
      .from(imports)
      .where(inArray(imports.state, ["checking", "writing", "undoing"]));
    for (const { id, userId, undoneBy, state } of left)
      if (state === "undoing") await enqueue({ db }, "import-undo", { userId: undoneBy, importId: id });
      else await enqueue({ db }, state === "checking" ? "import-check" : "import-write", { userId, importId: id });
    return left.length;
  });
}
