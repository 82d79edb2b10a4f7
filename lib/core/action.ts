import "server-only";
import { refresh } from "next/cache";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import type { RoleName } from "@/db/roles";
import type { Result } from "./answer";
import { hasTrace } from "./audit";
import type { AccountContext, StaffContext } from "./context";
import { type Asked, asDoor } from "./doors";
import { enter, enterPortal, type Entrance, within } from "./entrance";
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

/** Whose door it is: what it asks for, who lets in, and as which role of the database the act runs. */
type Side<C> = { asked: Asked | "portal"; enter: (door: string) => Promise<Entrance<C>>; role: RoleName };

/**
 * Every server action is made here: who may → what is valid → one transaction → a trace → a fresh page. The command gets a
 * context on the open transaction. Failures that a person can act on come back as a `Result` in their language; anything
 * else is logged and answered with a sentence without details.
 */
export const action = <I extends z.ZodType, T>(
  asked: Asked,
  schema: I,
  run: (ctx: StaffContext, input: z.output<I>) => Promise<T>,
  options: Options,
) => made({ asked, enter: (door) => enter(door, asked), role: "app" }, schema, run, options);

/**
 * The same for somebody of the portal at their own account (SCP-07): it runs as the role of the sign-in, which reaches
 * accounts and nothing of the business.
 */
export const portalAction = <I extends z.ZodType, T>(
  schema: I,
  run: (ctx: AccountContext, input: z.output<I>) => Promise<T>,
  options: Options,
) => made({ asked: "portal", enter: enterPortal, role: "auth" }, schema, run, options);

function made<I extends z.ZodType, T, C extends AccountContext>(
  side: Side<C>,
  schema: I,
  run: (ctx: C, input: z.output<I>) => Promise<T>,
  options: Options,
) {
  const door = { kind: "action", permission: side.asked, example: options.example, run: run.name } as const;
  return asDoor(door, async (raw: z.input<I>, key?: string): Promise<Result<T>> => {
    try {
      const entrance = await side.enter(`action:${run.name || side.asked}`);
      if (entrance.state === "stranger") return await refusal("signed_out");
      if (entrance.state === "refused") forbid();
      const input = validate(schema, raw);
      const data = await transaction(side.role, async (db) => {
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
