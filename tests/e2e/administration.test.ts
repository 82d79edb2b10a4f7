import { describe, expect, test } from "vitest";
import { ask } from "./support/ask";
import { fresh, makeRole, makeStaff } from "./support/data";
import { actOn, button, field, link, panel, pick, row, told } from "./support/screen";
import { signIn } from "./support/sign-in";
import { browser } from "./support/visit";
import { of, words } from "./support/words";

const organisation = of("organisation");
const roles = of("roles");
const users = of("users");
const dictionary = of("dictionaries");
const numbering = of("numbering");
const settings = of("settings");
const audit = of("audit");
const ui = of("ui");
const open = browser();

/** The box of one permission in the matrix. */
const cell = (module: string, action: string) =>
  roles("cell", { module: words(`permissions.${module}.title`), action: words(`permissions.${module}.${action}`) });

test("a new institution with departments, a position and a role gets a person who can work at once; the log tells it", async () => {
  const [institution, position, role, login] = [fresh("机构"), fresh("客户经理"), fresh("角色"), fresh("e2e.")];
  const page = await open("admin");

  await page.goto("/system/institutions");
  await link(page, organisation("institutions.new")).click();
  const first = panel(page, organisation("institutions.new"));
  await field(first, organisation("field.name")).fill(institution);
  await button(first, organisation("save")).click();
  await told(page, organisation("institutions.created", { name: institution }));

  await page.goto("/system/departments");
  await link(page, organisation("departments.new")).click();
  const several = panel(page, organisation("departments.new"));
  await field(several, organisation("field.institutionId")).selectOption({ label: institution });
  for (const [at, name] of ["管理层", "销售部", "销售一组"].entries()) {
    if (at > 0) await button(several, organisation("departments.add_row")).click();
    const line = several.getByRole("group", { name: organisation("departments.row", { row: at + 1 }) });
    await field(line, organisation("field.department_name")).fill(name);
    if (at === 2)
      await field(line, organisation("field.parentId")).selectOption({
        label: organisation("departments.row_parent", { row: 2, name: "销售部" }),
      });
  }
  await button(several, organisation("save")).click();
  await told(page, organisation("departments.created", { count: 3 }));

  await page.goto("/system/positions");
  await link(page, organisation("positions.new")).click();
  const third = panel(page, organisation("positions.new"));
  await field(third, organisation("field.institution")).selectOption({ label: institution });
  const department = field(third, organisation("field.departmentId"));
  await department.selectOption({
    label: (await department.locator("option").allTextContents()).find((text) => text.endsWith("销售一组")),
  });
  await field(third, organisation("field.position_name")).fill(position);
  await button(third, organisation("save")).click();
  await told(page, organisation("positions.created", { name: position }));

  await page.goto("/system/roles");
  await link(page, roles("new")).click();
  const fourth = panel(page, roles("new"));
  await field(fourth, roles("field.name")).fill(role);
  await fourth.getByLabel(cell("customers", "create"), { exact: true }).check();
  await button(fourth, roles("save")).click();
  await told(page, roles("created", { name: role }));

  await page.goto("/system/users");
  await link(page, users("new")).click();
  const fifth = panel(page, users("new"));
  await field(fifth, users("field.login")).fill(login);
  await field(fifth, users("field.name")).fill("新同事");
  await field(fifth, users("field.password")).fill("a password nobody guesses");
  await field(fifth, users("field.passwordAgain")).fill("a password nobody guesses");
  await button(fifth, users("add_post")).click();
  await pick(fifth, users("field.position"), position);
  await fifth.getByRole("checkbox", { name: role }).check();
  await button(fifth, users("save")).click();
  await told(page, users("created", { name: "新同事" }));

  const jar = await signIn(login, "a password nobody guesses");
  expect((await ask("/customers/new", { jar })).status).toBe(200);
  expect((await ask("/system/users", { jar })).status).toBe(403);

  await page.goto("/system/audit");
  const logged = (event: string) =>
    row(page, audit(`event.${event}`))
      .first()
      .innerText();
  expect(await logged("institution.created")).toContain(institution);
  expect(await logged("position.created")).toContain(position);
  expect(await logged("role.created")).toContain(role);
  expect(await logged("user.created")).toContain("新同事");
  await link(row(page, institution), audit("event.institution.created")).click();
  await page.getByRole("heading", { name: audit("detail_title") }).waitFor();
  expect(await page.getByRole("main").innerText()).toContain(institution);
  await page.goto("/system/audit/security");
  await row(page, login)
    .filter({ hasText: audit("security.signed_in") })
    .waitFor();
});

describe("a role", () => {
  test("is ticked by cells, rows and columns; doing includes looking, and a tick says how far it reaches", async () => {
    const page = await open("admin");
    await page.goto("/system/roles/new");
    const box = (module: string, action: string) => page.getByLabel(cell(module, action), { exact: true });
    await page.getByLabel(roles("whole_row", { module: words("permissions.contacts.title") })).check();
    for (const action of ["view", "create", "edit", "delete"])
      expect(await box("contacts", action).isChecked()).toBe(true);
    await box("contacts", "view").uncheck();
    for (const action of ["view", "create", "edit", "delete"])
      expect(await box("contacts", action).isChecked()).toBe(false);

    await page.getByLabel(roles("whole_column", { action: words("permissions.action.export") })).check();
    expect(await box("customers", "export").isChecked()).toBe(true);
    expect(await box("customers", "view").isChecked()).toBe(true);
    const reach = (far: string) =>
      page.getByLabel(roles("reach_of", { name: cell("customers", "export"), reach: roles(`reach.${far}`) }));
    await reach("own").click();
    await reach("all").waitFor();
    await button(page, roles("save")).click();
    await page.getByText(words("errors.required")).first().waitFor();
  });

  test("that loses a right takes it from its people at their next request, also from a form that is open", async () => {
    const role = await makeRole("customers.view", "customers.create");
    const staff = await makeStaff(role.name);
    const page = await open(staff.login);
    await page.goto("/customers/new");
    await field(page, words("customers.field.name")).fill("来不及了有限公司");

    const admin = await open("admin");
    await admin.goto(`/system/roles?q=${encodeURIComponent(role.name)}&panel=edit.${role.id}`);
    const form = panel(admin, roles("edit_of", { name: role.name }));
    await form.getByText(roles("help.affects", { count: 1 })).waitFor();
    await form.getByLabel(cell("customers", "create"), { exact: true }).uncheck();
    await button(form, roles("save")).click();
    await told(admin, roles("saved", { name: role.name, count: 1 }));

    await button(page, words("customers.save")).click();
    await page.getByText(words("errors.forbidden")).waitFor();
    expect(await field(page, words("customers.field.name")).inputValue()).toBe("来不及了有限公司");
    expect((await ask("/customers/new", { as: staff.login })).status).toBe(403);
    await page.goto("/customers");
    expect(await link(page, words("customers.new")).count()).toBe(0);
  });
});

test("a deleted account is out at once, stands among the deleted, and can be brought back", async () => {
  const staff = await makeStaff();
  const jar = await signIn(staff.login);
  const page = await open("admin");
  await page.goto(`/system/users?q=${staff.login}`);
  await actOn(page, staff.name, users("delete"));
  await button(page.getByRole("dialog"), users("delete_verb")).click();
  await told(page, users("deleted", { name: staff.name }));
  expect((await ask("/customers", { jar })).location).toBe("/sign-in");

  await link(page, users("tab.deleted")).click();
  await button(row(page, staff.name), users("restore")).click();
  await told(page, users("restored", { name: staff.name }));
  await signIn(staff.login);
});

test("an entry of a dictionary is offered in forms until it is switched off; one in use cannot be deleted", async () => {
  const name = fresh("来源");
  const page = await open("admin");
  const offered = async () => {
    await page.goto("/customers/new");
    return (await field(page, words("customers.field.sourceId")).locator("option").allTextContents()).map((text) =>
      text.trim(),
    );
  };
  await page.goto("/settings/sources");
  await link(page, dictionary("new")).click();
  const form = panel(page, dictionary("new_title", { kind: dictionary("kind.source") }));
  await field(form, dictionary("field.name")).fill(name);
  await button(form, dictionary("save")).click();
  await told(page, dictionary("added", { name }));

  await link(page, dictionary("new")).click();
  await field(form, dictionary("field.name")).fill(name);
  await button(form, dictionary("save")).click();
  await form.getByText(dictionary("error.name_taken")).waitFor();
  expect(await offered()).toContain(name);

  const act = async (label: string) => {
    await page.goto(`/settings/sources?q=${encodeURIComponent(name)}`);
    await page.getByRole("button", { name: ui("table.more_of", { name }) }).click();
    await page.getByRole("menuitem", { name: label, exact: true }).click();
  };
  await act(dictionary("switch_off"));
  await told(page, dictionary("switched_off", { name }));
  expect(await offered()).not.toContain(name);
  await act(dictionary("delete"));
  await button(page.getByRole("dialog"), dictionary("delete_verb")).click();
  await told(page, dictionary("deleted", { name }));
});

test("the numbering shows what comes next while it is typed, and new customers follow it", async () => {
  const page = await open("admin");
  await page.goto("/system/numbering");
  const prefix = field(page, numbering("field.prefix"));
  const before = await prefix.inputValue();
  try {
    await prefix.fill("E2E-K");
    await page.getByText(numbering("next_changed")).waitFor();
    const next = (await page.getByText(/^E2E-K\d+$/).textContent())!;
    await button(page, ui("save")).click();
    await told(page, numbering("saved"));

    await page.goto("/customers/new");
    await field(page, words("customers.field.name")).fill(fresh("客户"));
    await button(page, words("customers.save")).click();
    await page.waitForURL(/\/customers\/[0-9a-f-]{36}$/);
    await page.getByText(next).waitFor();
  } finally {
    await page.goto("/system/numbering");
    await prefix.fill(before);
    await button(page, ui("save")).click();
    await told(page, numbering("saved"));
  }
});

test("a module that is switched off is gone for everybody at their next request, and comes back whole", async () => {
  const page = await open("admin");
  const toggle = async (on: boolean) => {
    await page.goto("/system/settings");
    const box = page.getByLabel(settings("module_on", { name: words("permissions.dictionaries.title") }));
    await box.setChecked(on);
    await button(page, ui("save")).click();
    await told(page, settings("saved"));
  };
  expect((await ask("/settings/sources", { as: "admin" })).status).toBe(200);
  try {
    await toggle(false);
    expect((await ask("/settings/sources", { as: "admin" })).status).toBe(403);
    await page.goto("/system/settings");
    const menu = page.getByRole("navigation", { name: ui("shell.menu") });
    // Tags are a module of their own in the same group.
    expect(await menu.locator('a[href^="/settings/"]:not([href="/settings/tags"])').count()).toBe(0);
  } finally {
    await toggle(true);
  }
  expect((await ask("/settings/sources", { as: "admin" })).status).toBe(200);
});

test("settings out of their range are refused at their field", async () => {
  const page = await open("admin");
  await page.goto("/system/settings");
  await field(page, settings("field.importMaxRows")).fill("0");
  await field(page, settings("field.companyName")).fill("");
  await button(page, ui("save")).click();
  await page.getByText(ui("form.errors", { count: 2 })).waitFor();
  expect(await field(page, settings("field.importMaxRows")).getAttribute("aria-invalid")).toBe("true");
});
