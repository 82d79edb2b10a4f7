import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RawCell } from "@/lib/core/sheet/cell";
import type { CellKind } from "@/lib/core/sheet/define";
import { parseCell } from "@/lib/core/sheet/parse-cell";
import { protect, unprotect } from "@/lib/core/sheet/text";

const cell = (text: string, more: Partial<RawCell> = {}): RawCell => ({ text, ...more });
const number = (text: string): RawCell => ({ text, number: text });
const key: CellKind = { type: "key", max: 30 };
const name: CellKind = { type: "text", max: 10 };

/** The value, or the code of the problem with an exclamation mark, or the value and the code of the warning. */
function outcome(kind: CellKind, raw: RawCell | string, choices = {}) {
  const result = parseCell(kind, typeof raw === "string" ? cell(raw) : raw, choices);
  if ("problem" in result) return `!${result.problem.code}`;
  return result.warning ? [result.value, result.warning.code] : result.value;
}

describe("an identifier", () => {
  test.each([
    ["leading zeros stay", "007", "007"],
    ["full-width digits are folded", "Ｃ－００１", "C-001"],
    ["zero-width marks and no-break spaces go", "\ufeff86\u200b12\u00a034 ", "861234"],
    ["fifteen digits are whole", number("123456789012345"), "123456789012345"],
    ["twenty digits as text are whole", "89860123456789012345", "89860123456789012345"],
    ["a number with an exponent has lost digits", number("8.98601234567891E+19"), "!key_precision"],
    ["so has the text that Excel shows for one", "8.98E+19", "!key_precision"],
    ["a product code may look a little like that", "1E5", "1E5"],
    ["a formula is refused", cell("C-1", { formula: "computed" }), "!formula"],
    ["a text that ends in .0 is suspicious", "123.0", ["123.0", "key_decimal"]],
    ["nothing is nothing", " \u200b ", null],
    ["31 characters are too many", "x".repeat(31), "!too_long"],
  ])("%s", (_, raw, expected) => expect(outcome(key, raw)).toEqual(expected));

  test("follows its pattern as a whole", () => {
    expect(outcome({ ...key, pattern: "[A-Z]-\\d+" }, "C-12")).toBe("C-12");
    expect(outcome({ ...key, pattern: "[A-Z]-\\d+" }, "C-12x")).toBe("!key_form");
  });
});

describe("a text", () => {
  test.each([
    ["is trimmed", "  北斗  ", "北斗"],
    ["is one line", "a\r\nb\tc", "a b c"],
    ["is composed", "e\u0301", "é"],
    ["is counted in characters, not in halves of them", "😀".repeat(10), "😀".repeat(10)],
    ["is refused when it is too long", "x".repeat(11), "!too_long"],
    ["loses directional overrides", "abc\u202etxt", "abctxt"],
    ["keeps the joiners of emoji", "👩\u200d💻", "👩\u200d💻"],
    ["may come from a formula", cell("sum", { formula: "computed" }), "sum"],
    ["needs a computed formula", cell("", { formula: "empty" }), "!formula_empty"],
    ["is no error value", cell("#REF!", { error: true }), "!cell_error"],
    ["has no NUL", "a\0b", "!control_character"],
    ["has no half characters", "a\ud800", "!broken_character"],
    ["has no remains of a wrong encoding", "caf\ufffd", "!broken_character"],
    ["loses the mark that made it harmless", "'=1+1", "=1+1"],
    ["keeps an apostrophe of its own", "'s-Hage", "'s-Hage"],
  ])("%s", (_, raw, expected) => expect(outcome(name, raw)).toEqual(expected));

  test("keeps its lines where lines are wanted", () =>
    expect(outcome({ ...name, multiline: true }, " a\r\nb ")).toBe("a\nb"));
});

describe("other kinds", () => {
  test("an odd telephone number is kept with a warning", () => {
    const phone: CellKind = { type: "phone", max: 50 };
    expect(outcome(phone, "+86 (10) 1234-5678 x12")).toBe("+86 (10) 1234-5678 x12");
    expect(outcome(phone, "call Anna")).toEqual(["call Anna", "phone"]);
  });

  test.each<[CellKind["type"], string, string]>([
    ["email", "anna@example.com", "anna@example.com"],
    ["email", "张三@例子.公司", "张三@例子.公司"],
    ["email", "anna@example", "!email"],
    ["email", "anna@example..com", "!email"],
    ["website", "https://example.com/a?b=c", "https://example.com/a?b=c"],
    ["website", "www.example.com", "www.example.com"],
    ["website", "javascript:alert(1)", "!website"],
    ["website", "https://u:p@example.com", "!website"],
    ["domain", "Example.COM", "example.com"],
    ["domain", "example", "!domain"],
  ])("%s %s", (type, text, expected) => expect(outcome({ type } as CellKind, text)).toBe(expected));

  test("a choice is its value or its label in any language", () => {
    const kind: CellKind = { type: "choice", values: ["active", "on_hold"], labels: "status" };
    const choices = { 有效: "active", onhold: "on_hold" };
    expect(outcome(kind, "有效", choices)).toBe("active");
    expect(outcome(kind, "On hold", choices)).toBe("on_hold");
    expect(outcome(kind, "ACTIVE", choices)).toBe("active");
    expect(outcome(kind, "constructor", choices)).toBe("!choice");
  });

  test("a whole number has no separators and keeps its limits", () => {
    const kind: CellKind = { type: "integer", min: 0, max: 100 };
    expect(outcome(kind, "１２")).toBe(12);
    expect(outcome(kind, number("12.0"))).toBe(12);
    expect(outcome(kind, "1,2")).toBe("!integer");
    expect(outcome(kind, number("1.5"))).toBe("!integer");
    expect(outcome(kind, "101")).toBe("!integer_range");
    expect(Object.is(outcome(kind, "-0"), 0)).toBe(true);
  });
});

describe("whatever a cell holds", () => {
  const kinds: CellKind[] = [
    key,
    name,
    { type: "phone", max: 20 },
    { type: "email" },
    { type: "website" },
    { type: "domain" },
    { type: "choice", values: ["a"], labels: "x" },
    { type: "lookup", max: 20 },
    { type: "date" },
    { type: "integer", min: -5, max: 5 },
  ];
  const anyCell = fc.record(
    {
      text: fc.string({ unit: "binary" }),
      number: fc.double().map(String),
      date: fc.constantFrom("1900" as const, "1904" as const),
    },
    { requiredKeys: ["text"] },
  );

  test("reading it never throws, and a value can be stored", () =>
    fc.assert(
      fc.property(fc.constantFrom(...kinds), anyCell, (kind, raw) => {
        const result = parseCell(kind, raw);
        const text = "value" in result && typeof result.value === "string" ? result.value : "";
        // Half a surrogate pair does not survive UTF-8.
        expect(Buffer.from(text).toString()).toBe(text);
        expect(text).not.toContain("\0");
        expect(text.trim()).toBe(text);
      }),
      { numRuns: 2000 },
    ));

  test("a text made harmless gives itself back", () =>
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("'", "=", "-", "@", "\t", " ", "＝", "a", "\0", "\n") }),
        (text) => {
          expect(protect(text)).not.toMatch(/^[\s\0]*[=+\-@\t\r\0＝]/);
          expect(unprotect(protect(text))).toBe(text);
        },
      ),
      { numRuns: 2000 },
    ));
});
