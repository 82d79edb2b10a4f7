import "server-only";
import { unstable_rethrow } from "next/navigation";
import { z } from "zod";
import type { StaffContext } from "./context";
import { type Asked, asDoor } from "./doors";
import { enter } from "./entrance";
import { DomainError, forbid, missing } from "./errors";
import type { Known } from "./action";
import { env } from "./env";
import { refusal } from "./refusal";
import { validate } from "./validate";

type Handler = (request: Request, segment: { params: Promise<Record<string, string>> }) => Promise<Response>;
type Ask<I> = { input: I; params: Record<string, string>; request: Request };
type Options = { example: (known: Known) => { search?: Record<string, string>; params?: Record<string, string> } };

const STATUS = {
  not_found: 404,
  forbidden: 403,
  conflict: 409,
  stale: 409,
  invalid: 422,
  unexpected: 500,
  signed_out: 401,
};

/**
 * A route handler with its permission: exports, downloads, uploads. It judges by itself whether a writing request comes from
 * our own pages (AU-11) and never lets an answer into a shared cache (AZ-19). GET parameters are parsed by the schema.
 */
export function route<I extends z.ZodType>(
  asked: Asked,
  schema: I,
  run: (ctx: StaffContext, ask: Ask<z.output<I>>) => Promise<Response>,
  options: Options,
): Handler {
  return asDoor({ kind: "route", permission: asked, example: options.example }, handler(asked, schema, run));
}

/** A lookup: a GET that writes nothing and answers JSON (pickers, checks while typing, previews). */
export function lookup<I extends z.ZodType, T>(
  asked: Asked,
  schema: I,
  run: (ctx: StaffContext, input: z.output<I>) => Promise<T>,
  options: Options,
): Handler {
  const answer = async (ctx: StaffContext, { input }: Ask<z.output<I>>) => Response.json(await run(ctx, input));
  return asDoor({ kind: "lookup", permission: asked, example: options.example }, handler(asked, schema, answer));
}

/** A route that anybody may call, with the reason why. */
export function publicRoute<H extends (request: never, segment: never) => Promise<Response> | Response>(
  why: string,
  run: H,
) {
  return asDoor({ kind: "route", permission: { open: why } }, run);
}

function handler<I extends z.ZodType>(
  asked: Asked,
  schema: I,
  run: (ctx: StaffContext, ask: Ask<z.output<I>>) => Promise<Response>,
): Handler {
  return async (request, segment) => {
    try {
      if (request.method !== "GET" && !fromOurPages(request)) forbid();
      const entrance = await enter(`${request.method} ${new URL(request.url).pathname}`, asked);
      if (entrance.state === "stranger") return await refused("signed_out");
      if (entrance.state === "refused") forbid();
      const params = (await segment?.params) ?? {};
      const input = validate(schema, fromSearch(new URL(request.url).searchParams));
      const response = await run(entrance.ctx, { input, params, request });
      if (!response.headers.has("cache-control")) response.headers.set("cache-control", "private, no-store");
      return response;
    } catch (error) {
      unstable_rethrow(error);
      return refused(error);
    }
  };
}

const uuid = z.uuid();
/** The id in an address; a text that could never name a record is simply not found. */
export function idOf(params: Record<string, string>): string {
  const id = uuid.safeParse(params.id);
  return id.success ? id.data : missing();
}

async function refused(error: unknown): Promise<Response> {
  const answer = await refusal(error);
  const status = error instanceof DomainError ? STATUS[error.code] : STATUS[answer.code];
  return Response.json(answer, { status, headers: { "cache-control": "private, no-store" } });
}

/** A browser names the page's origin on every writing request; "null" and an absent one are refused (AU-11). */
export function fromOurPages(request: Request): boolean {
  const origin = request.headers.get("origin");
  if (!origin || !URL.canParse(origin)) return false;
  const host = request.headers.get("host");
  return new URL(origin).host === host || origin === new URL(env().APP_BASE_URL).origin;
}

function fromSearch(search: URLSearchParams): Record<string, string | string[]> {
  const input: Record<string, string | string[]> = {};
  for (const key of new Set(search.keys())) {
    if (key === "__proto__") continue;
    const values = search.getAll(key).map((value) => value.replaceAll("\0", ""));
    input[key] = values.length > 1 ? values : values[0]!;
  }
  return input;
}
