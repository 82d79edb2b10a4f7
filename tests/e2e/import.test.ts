import { readFile } from "node:fs/promises";
import ExcelJS from "exceljs";
import type { Locator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { compoundFile, GOOD_ROWS, table } from "../support/workbooks";
import { ask } from "./support/ask";
import { fresh, makeStaff } from "./support/data";
import { button, link } from "./support/screen";
import { browser } from "./support/visit";
import { of } from "./support/words";

const t = of("imports");
const column = of("imports.column");
const customers = of("customers");
const open = browser();

/** The columns of the file, and what each is called in a file of ours; the last one nobody can guess. */
const columns = {
  customerID: column("number"),
  companyName: column("name"),
  contactName: column("contact_name"),
  contactTitle: column("contact_position"),
  address: column("address"),
  city: column("city"),
  region: column("province"),
  postalCode: column("postcode"),
  country: column("country"),
  phone: column("phone"),
  fax: column("fax"),
  hint: column("notes"),
};
const BY_HAND = "hint";

/** Three digits in a row would be searched for in telephone numbers too. */
const lettersOnly = (text: string) => text.toUpperCase().replaceAll(/\d/g, (digit) => "ABCDEFGHIJ"[Number(digit)]!);

/** Eleven customers in the manner of the Northwind database, and in line 8 one with a comma that nobody put into quotes. */
function northwind(prefix: string): string[][] {
  const people = [
    [
      "Alfreds Futterkiste",
      "Maria Anders",
      "Sales Representative",
      "Obere Str. 57",
      "Berlin",
      "NULL",
      "12209",
      "Germany",
      "030-0074321",
      "030-0076545",
    ],
    [
      "Antonio Moreno Taquería",
      "Antonio Moreno",
      "Owner",
      "Mataderos 2312",
      "México D.F.",
      "NULL",
      "05023",
      "Mexico",
      "(5) 555-3932",
      "NULL",
    ],
    [
      "Berglunds snabbköp",
      "Christina Berglund",
      "Order Administrator",
      "Berguvsvägen 8",
      "Luleå",
      "NULL",
      "S-958 22",
      "Sweden",
      "0921-12 34 65",
      "NULL",
    ],
    [
      "Blondesddsl père et fils",
      "Frédérique Citeaux",
      "Marketing Manager",
      '"24, place Kléber"',
      "Strasbourg",
      "NULL",
      "67000",
      "France",
      "88.60.15.31",
      "NULL",
    ],
    [
      "Bólido Comidas preparadas",
      "Martín Sommer",
      "Owner",
      "C/ Araquil 67",
      "Madrid",
      "NULL",
      "28023",
      "Spain",
      "(91) 555 22 82",
      "NULL",
    ],
    [
      "Comércio Mineiro",
      "Pedro Afonso",
      "Sales Associate",
      '"Av. dos Lusíadas, 23"',
      "São Paulo",
      "SP",
      "05432-043",
      "Brazil",
      "(11) 555-7647",
      "NULL",
    ],
    [
      "Berry & Sons",
      "Jane Doe",
      "Owner",
      "12, Orchestra Terrace",
      "Walla Walla",
      "WA",
      "99362",
      "USA",
      "(509) 555-7969",
      "NULL",
    ],
    [
      "Königlich Essen",
      "Philip Cramer",
      "Sales Associate",
      "Maubelstr. 90",
      "Brandenburg",
      "NULL",
      "14776",
      "Germany",
      "0555-09876",
      "NULL",
    ],
    [
      "Wolski Zajazd",
      "Zbyszek Piestrzeniewicz",
      "Owner",
      "ul. Filtrowa 68",
      "Łódź",
      "NULL",
      "01-012",
      "Poland",
      "(26) 642-7012",
      "(26) 642-7012",
    ],
    [
      "Wartian Herkku",
      "Pirkko Koskitalo",
      "Accounting Manager",
      "Torikatu 38",
      "Oulu",
      "NULL",
      "90110",
      "Finland",
      "981-443655",
      "981-443655",
    ],
    [
      "Simons bistro",
      "Jytte Petersen",
      "Owner",
      "Vinbæltet 34",
      "København",
      "NULL",
      "1734",
      "Denmark",
      "31 12 34 56",
      "31 13 35 57",
    ],
    [
      "北风贸易",
      "Līga Bērziņa",
      "Owner",
      "Brīvības iela 1",
      "Rīga",
      "NULL",
      "LV-1010",
      "Latvia",
      "67 12 34 56",
      "NULL",
    ],
  ];
  return people.map((cells, at) => [`${prefix}${at + 1}`, ...cells, at === 0 ? "pays late" : "NULL"]);
}
const csvOf = (rows: string[][]) => [Object.keys(columns), ...rows].map((cells) => cells.join(",")).join("\n");
const isSound = (cells: string[]) => !cells.includes("12, Orchestra Terrace");

async function upload(page: Page, name: string, buffer: string | Buffer): Promise<void> {
  await page.goto("/system/imports/new");
  await page
    .locator("input[type=file]")
    .setInputFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(buffer) });
  await button(page, t("upload.start")).click();
}
/** Uploads, maps what the file's own words do not say, and checks. */
async function check(page: Page, name: string, content: string, mode?: string): Promise<void> {
  await upload(page, name, content);
  await page.waitForURL(/\/system\/imports\/[0-9a-f-]{36}/);
  await page.getByLabel(BY_HAND, { exact: true }).selectOption({ label: columns[BY_HAND] });
  if (mode) await page.getByLabel(mode).check();
  await button(page, t("map.start")).click();
  await page.getByText(t("preview.title")).waitFor({ timeout: 30_000 });
}
const chosen = (select: Locator) =>
  select.evaluate((element) => (element as HTMLSelectElement).selectedOptions[0]?.text);

async function download(page: Page, press: () => Promise<void>): Promise<string[][]> {
  const [file] = await Promise.all([page.waitForEvent("download"), press()]);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load((await readFile(await file.path())) as unknown as ExcelJS.Buffer);
  const sheet = workbook.worksheets[0]!;
  return sheet
    .getSheetValues()
    .slice(1)
    .map((row) => Array.from(row as string[], (cell) => String(cell ?? "")).slice(1));
}

test("a foreign customer file comes in with its good rows, the others come back with reasons, and all goes out as it was", async () => {
  const staff = await makeStaff();
  const prefix = lettersOnly(fresh("NW"));
  const rows = northwind(prefix);
  const good = rows.filter(isSound);
  const page = await open(staff.login);

  // From the list of customers to the mapping: headers are suggested, one is mapped by hand, NULL counts as empty.
  await page.goto("/customers");
  await link(page, customers("import")).click();
  await page.getByRole("heading", { level: 1, name: t("new") }).waitFor();
  await upload(page, "northwind.csv", csvOf(rows));
  await page.waitForURL(/\/system\/imports\/[0-9a-f-]{36}/);
  for (const [header, label] of Object.entries(columns))
    expect([header, await chosen(page.getByLabel(header, { exact: true }))]).toEqual([
      header,
      header === BY_HAND ? t("map.skip") : label,
    ]);
  await page.getByLabel(BY_HAND, { exact: true }).selectOption({ label: columns[BY_HAND] });
  expect(await page.getByLabel(/^NULL/).isChecked()).toBe(true);
  await button(page, t("map.start")).click();

  // The preview names the bad line, and nothing is written yet.
  await page.getByText(t("preview.lead_bad", { total: 12, bad: 1 })).waitFor({ timeout: 30_000 });
  const bad = page.locator("tbody tr");
  expect(await bad.count()).toBe(1);
  expect(await bad.innerText()).toMatch(/^8\b/);
  expect(await bad.innerText()).toContain(of("sheet")("problem.field_count", { found: 13, expected: 12 }));
  expect((await ask(`/customers?q=${prefix}`, { as: staff.login })).text).toContain(customers("none_title"));

  await button(page, t("preview.import_good", { count: 11 })).click();
  await page.getByText(t("done.title")).waitFor({ timeout: 30_000 });
  const returned = await download(page, () => link(page, t("preview.returned", { count: 1 })).click());
  expect(returned).toHaveLength(2);
  expect(returned[0]!.slice(0, 13)).toEqual([...Object.keys(columns), of("sheet")("reason_header")]);
  expect(returned[1]![1]).toBe("Berry & Sons");
  expect(returned[1]![12]).toContain(of("sheet")("problem.field_count", { found: 13, expected: 12 }));

  // The whole archive of these customers goes out, and every mapped value is what stood in the file.
  await page.goto(`/customers?q=${prefix}`);
  await button(page, of("ui")("more")).first().click();
  const exported = await download(page, () => page.getByRole("menuitem", { name: customers("export_all") }).click());
  const [head = [], ...lines] = exported;
  const places = Object.values(columns).map((label) =>
    head.findIndex((header) => header.replace(/\s*\*$/, "") === label),
  );
  const given = lines.map((cells) => places.map((place) => cells[place] ?? ""));
  const inFile = good.map((cells) => cells.map((cell) => (cell === "NULL" ? "" : cell.replaceAll('"', ""))));
  const inOrder = (rows: string[][]) => rows.map((cells) => cells.join("\t")).sort((a, b) => a.localeCompare(b));
  expect(inOrder(given)).toEqual(inOrder(inFile));

  // The same again changes nothing; the mapping of last time is there already.
  await upload(page, "northwind-2.csv", csvOf(good));
  await page.waitForURL(/\/system\/imports\/[0-9a-f-]{36}/);
  expect(await chosen(page.getByLabel(BY_HAND, { exact: true }))).toBe(columns[BY_HAND]);
  await page.getByLabel(t("mode.upsert")).check();
  await button(page, t("map.start")).click();
  await page.getByText(t("preview.none")).waitFor({ timeout: 30_000 });
  const unchanged = page.locator("dl > div").filter({ hasText: t("field.unchanged") });
  expect(await unchanged.locator("dd").textContent()).toBe("11");

  await page.goto("/system/imports");
  expect(await page.locator("tbody tr").count()).toBe(2);
});

test("rows that exist already are refused as new, shown as changes when they may be updated, and written on a word", async () => {
  const staff = await makeStaff();
  const prefix = lettersOnly(fresh("NW"));
  const rows = northwind(prefix).slice(0, 2);
  const page = await open(staff.login);
  await check(page, "first.csv", csvOf(rows));
  await button(page, t("preview.import", { count: 2 })).click();
  await page.getByText(t("of.customers.done", { written: 2 })).waitFor({ timeout: 30_000 });

  const moved = csvOf(rows.map((cells) => cells.map((cell) => cell.replace("Obere Str. 57", "Untere Str. 1"))));
  await check(page, "again.csv", moved);
  await page.getByText(t("note.already_exists", { value: `${prefix}1`, number: `${prefix}1` })).waitFor();
  await check(page, "changed.csv", moved, t("mode.update"));
  expect(await page.locator("tbody tr").innerText()).toMatch(/Obere Str\. 57.*Untere Str\. 1/s);
  await button(page, t("preview.import", { count: 1 })).click();
  await page.getByText(t("of.customers.done", { written: 1 })).waitFor({ timeout: 30_000 });
});

describe("a file that cannot be one is refused in a sentence, and the server lives", () => {
  const whole = table(GOOD_ROWS);
  test.each([
    [
      "one merged range over the sheet",
      "a.xlsx",
      table(GOOD_ROWS, { merges: ["A1:XFD1048576"] }),
      "merged",
      { range: "A1:XFD1048576" },
    ],
    ["an old workbook", "a.xls", compoundFile("Workbook"), "old_xls", {}],
    ["an encrypted workbook", "a.xlsx", compoundFile("EncryptedPackage"), "encrypted", {}],
    ["half a workbook", "a.xlsx", whole.subarray(0, whole.length / 2), "damaged", {}],
    ["nothing", "a.csv", Buffer.alloc(0), "empty_file", {}],
  ] as const)("%s", async (_what, name, content, code, values) => {
    const page = await open("cloud");
    await upload(page, name, content);
    expect(await page.getByRole("main").getByRole("alert").innerText()).toBe(
      of("sheet")(`error.${code}`, { ...values }),
    );
    expect((await ask("/api/ready")).status).toBe(200);
  });

  test("choosing none is said too", async () => {
    const page = await open("cloud");
    await page.goto("/system/imports/new");
    await button(page, t("upload.start")).click();
    await page.getByText(t("upload.none")).waitFor();
  });
});
