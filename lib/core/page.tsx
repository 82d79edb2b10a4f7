import "server-only";
import { forbidden, notFound, redirect } from "next/navigation";
import type { ReactNode } from "react";
import { z } from "zod";
import type { StaffContext } from "./context";
import { type Asked, asDoor } from "./doors";
import { enter } from "./entrance";
import type { SearchParams } from "./list";

type Params = Record<string, string | string[] | undefined>;
export type PageProps = { params: Promise<Params>; searchParams: Promise<SearchParams> };
export type PageAsk = { params: Record<string, string>; search: SearchParams };

/**
 * The door from a page into the domain, its permission first: strangers go to the sign-in, the unauthorised get the 403
 * page. Every page.tsx of the office is made by it.
 */
export function page(asked: Asked, render: (ctx: StaffContext, ask: PageAsk) => ReactNode | Promise<ReactNode>) {
  return asDoor({ kind: "page", permission: asked }, async function Page(props: PageProps) {
    const ctx = await pageContext(asked);
    const [params, search] = await Promise.all([props.params, props.searchParams]);
    return render(ctx, { params: params as Record<string, string>, search });
  });
}

/** A page that anybody may open, with the reason why. */
export function publicPage<P>(why: string, render: (props: P) => ReactNode | Promise<ReactNode>) {
  return asDoor({ kind: "page", permission: { open: why } }, render);
}

/** The same door for a layout, which has no page function of its own. */
export async function pageContext(asked: Asked): Promise<StaffContext> {
  const entrance = await enter(`page:${asked}`, asked);
  if (entrance.state === "stranger") redirect("/sign-in");
  if (entrance.state === "refused") forbidden();
  return entrance.ctx;
}

const uuid = z.uuid();
/** The id that an address names; a text that could never name a record is simply not found. */
export function idParam(params: Record<string, string>, name = "id"): string {
  const id = uuid.safeParse(params[name]);
  return id.success ? id.data : notFound();
}
