import { notFound } from "next/navigation";
import type { StaffContext } from "@/lib/core/context";
import { findUser, type UserDetails } from "@/lib/users/queries";

/** The account that an address names; a deleted one is not found. */
export async function userOrNotFound(ctx: StaffContext, id: string): Promise<UserDetails> {
  return (await findUser(ctx, id)) ?? notFound();
}
