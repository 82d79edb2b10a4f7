import "server-only";
import { sql } from "drizzle-orm";
import { forbidden, redirect } from "next/navigation";
import type { ReactNode } from "react";
import type { PortalContext } from "./context";
import { asDoor } from "./doors";
import { enterPortal, within } from "./entrance";
import type { PageAsk, PageProps } from "./page";
import { transaction } from "./transaction";

/**
 * One transaction in which the database shows a portal user their customer and the living companies below it, and nothing
 * else (SCP-07, AZ-03). The setting is local to the transaction: the next one on this connection begins without any.
 */
export function portalTransaction<T>(ctx: PortalContext, run: (ctx: PortalContext) => Promise<T>): Promise<T> {
  return transaction("portal", async (db) => {
    await db.execute(sql`select set_config('kehu.portal_customer', ${ctx.actor.customerId}, true)`);
    return run(within(ctx, db));
  });
}

/**
 * The door of a page of the portal: strangers go to the sign-in, staff get the 403 page. `read` asks for everything in one
 * transaction of the portal; `show` draws it afterwards, without the database.
 */
export function portalPage<T>(
  read: (ctx: PortalContext, ask: PageAsk) => Promise<T>,
  show: (data: T, ctx: PortalContext) => ReactNode | Promise<ReactNode>,
) {
  return asDoor({ kind: "page", permission: "portal" }, async function Page(props: PageProps) {
    const ctx = await portalContext();
    const [params, search] = await Promise.all([props.params, props.searchParams]);
    const ask = { params: params as Record<string, string>, search };
    return show(await portalTransaction(ctx, (inner) => read(inner, ask)), ctx);
  });
}

/** A page about a portal user's own account: it reads as the role of the sign-in, and nothing of the business. */
export function portalAccountPage(show: (ctx: PortalContext) => ReactNode | Promise<ReactNode>) {
  return asDoor({ kind: "page", permission: "portal" }, async function Page() {
    return show(await portalContext());
  });
}

/** The same door for the layout of the portal. */
export async function portalContext(): Promise<PortalContext> {
  const entrance = await enterPortal("page:portal");
  if (entrance.state === "stranger") redirect("/sign-in");
  if (entrance.state === "refused") forbidden();
  return entrance.ctx;
}
