import type { Locator, Page } from "playwright-core";
import { words } from "./words";

type Scope = Page | Locator;
const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** The control with this label, required or not. */
export const field = (scope: Scope, label: string) => scope.getByLabel(new RegExp(`^${escaped(label)}(\\s*\\*)?$`));

export const button = (scope: Scope, name: string) => scope.getByRole("button", { name, exact: true });
export const link = (scope: Scope, name: string) => scope.getByRole("link", { name, exact: true });

/** The panel over a list; it has come when its title is there. */
export const panel = (page: Page, title: string) => page.getByRole("dialog", { name: title });

/** Waits for the message that something is done. */
export const told = (page: Page, text: string) => page.getByText(text, { exact: true }).first().waitFor();

/** The row of a table that holds this text. */
export const row = (page: Page, text: string) => page.locator("tbody tr").filter({ hasText: text });

/** Types into a picker and takes what it finds. */
export async function pick(scope: Scope, label: string, typed: string): Promise<void> {
  const input = scope.getByRole("combobox", { name: label });
  await input.fill(typed);
  await scope.getByRole("option").filter({ hasText: typed }).first().click();
}

/** Clicks one of the acts behind 更多 of a row. */
export async function actOn(page: Page, text: string, act: string): Promise<void> {
  await button(row(page, text), words("ui.table.more")).click();
  await page.getByRole("menuitem", { name: act, exact: true }).click();
}
