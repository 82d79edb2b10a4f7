import { eq } from "drizzle-orm";
import { userCredentials, users } from "@/db/schema";
import { makePortalUser } from "../../support/portal";
import { db, fresh, makeCustomerOf, rareWord } from "./data";

/** Somebody of the portal, with the demo password, at a company of a demo user that has another company below it. */
export async function makePortalUserOf(login: string) {
  const customer = await makeCustomerOf(login, { phone: "0512-62811234", address: "苏州工业园区星湖街 218 号" });
  const child = await makeCustomerOf(login, { parentId: customer.id });
  const name = `门户${rareWord()}`;
  const email = `${fresh("e2e.")}@customer.example`;
  const user = await makePortalUser(db, { customerId: customer.id, login: email, email, name });
  const [demo] = await db.select({ id: users.id }).from(users).where(eq(users.login, "sales"));
  const [password] = await db.select().from(userCredentials).where(eq(userCredentials.userId, demo!.id));
  await db.insert(userCredentials).values({ ...password!, userId: user.id });
  return { user, customer, child };
}
