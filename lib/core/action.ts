import "server-only";
import { refresh } from "next/cache";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import type { Result } from "./answer";
import { hasTrace } from "./audit";
import type { StaffContext } from "./context";
import { type Asked, asDoor } from "./doors";
import { enter, within } from "./entrance";
import { forbid, missing } from "./errors";
import { refusal } from "./refusal";
import { once } from "./once";
import { transaction } from "./transaction";
import { validate } from "./validate";

/** Ids of records that exist, for the example inputs of the permission matrix. */
export type Known = Record<string, string>;

type Options = {
  /** A valid input, made of records that exist: the matrix test calls every door with it, and fails where it is not valid. */
  example: (known: Known) => unknown;
  /** The input carries a key: the same key has one effect and one answer (D-56). */
  once?: true;
  /** Why this action leaves no trace in the log; without it, a missing trace is a bug. */
  trace?: `none: ${string}`;
};

/**
 * Every server action is made here: who may → what is valid → one transaction → a trace → a fresh page. The command gets a
 * context on the open transaction. Failures that a person can act on come back as a `Result` in their language; anything
 * else is logged and answered with a sentence without details.
 */
export function action<I extends z.ZodType, T>(
  asked: Asked,
  schema: I,
  run: (ctx: StaffContext, input: z.output<I>) => Promise<T>,
  options: Options,
) {
  const door = { kind: "action", permission: asked, example: options.example, run: run.name } as const;
  return asDoor(door, async (raw: z.input<I>, key?: string): Promise<Result<T>> => {
    try {
      const entrance = await enter(`action:${run.name || asked}`, asked);
      if (entrance.state === "stranger") return await refusal("signed_out");
      if (entrance.state === "refused") forbid();
      const input = validate(schema, raw);
      const data = await transaction("app", async (db) => {
        const ctx = within(entrance.ctx, db);
        if (options.once && !key) missing();
        const answer = options.once
          ? await once(ctx, run.name, key!, raw, () => run(ctx, input))
          : await run(ctx, input);
        if (!options.trace && !hasTrace(db)) throw new Error(`${run.name} left no trace in the audit log.`);
        return answer;
      });
      refresh();
      return { ok: true, data };
    } catch (error) {
      unstable_rethrow(error);
      return refusal(error);
    }
  });
}
