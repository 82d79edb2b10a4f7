import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { dateFromSerial, dateFromText, serialFromDate } from "@/lib/core/sheet/dates";
import { parseCell } from "@/lib/core/sheet/parse-cell";

const outcome = (result: ReturnType<typeof dateFromText>) =>
  "value" in result ? result.value : `!${result.problem.code}`;

describe("a date written as text", () => {
  test.each([
    ["2026-01-31", "2026-01-31"],
    ["2026/1/31", "2026-01-31"],
    ["2026.1.31", "2026-01-31"],
    ["2026年1月31日", "2026-01-31"],
    ["20260131", "2026-01-31"],
    ["31/01/2026", "2026-01-31"],
    ["1/31/2026", "2026-01-31"],
    ["31.01.2026", "2026-01-31"],
    ["05/05/2026", "2026-05-05"],
    ["01/02/2026", "!date_ambiguous"],
    ["2026-01-31 00:00:00", "2026-01-31"],
    ["2026-01-31T00:00:00.000Z", "2026-01-31"],
    ["2026年1月31日 0:00", "2026-01-31"],
    ["2026-01-31 08:30", "!date_time"],
    ["2026-02-30", "!date_unknown"],
    ["2024-02-29", "2024-02-29"],
    ["1900-02-29", "!date_unknown"],
    ["2026-13-01", "!date_unknown"],
    ["9999-12-31", "!date_range"],
    ["31/01/26", "!date_form"],
    ["2026-1/31", "!date_form"],
    ["Jan 31, 2026", "!date_form"],
    ["46053", "!date_form"],
  ])("%s → %s", (text, expected) => expect(outcome(dateFromText(text))).toBe(expected));
});

describe("a day number", () => {
  const zone = process.env["TZ"];
  afterEach(() => {
    process.env["TZ"] = zone;
  });

  test.each(["Asia/Shanghai", "UTC", "America/New_York"])("means the same day under %s", (name) => {
    process.env["TZ"] = name;
    expect(outcome(dateFromSerial(46_053, "1900"))).toBe("2026-01-31");
    expect(outcome(dateFromSerial(46_053 - 1462, "1904"))).toBe("2026-01-31");
  });

  test.each([
    [1, "1900", "1900-01-01"],
    [59, "1900", "1900-02-28"],
    [60, "1900", "!date_unknown"],
    [61, "1900", "1900-03-01"],
    [0, "1904", "1904-01-01"],
    [-1, "1900", "!date_unknown"],
    [46_053.5, "1900", "!date_time"],
    [2_958_465, "1900", "!date_range"],
    [Number.NaN, "1900", "!date_unknown"],
  ] as const)("%d of the %s calendar → %s", (serial, calendar, expected) =>
    expect(outcome(dateFromSerial(serial, calendar))).toBe(expected),
  );

  test("agrees with the calendar on every day, there and back", () =>
    fc.assert(
      fc.property(fc.integer({ min: 61, max: 109_000 }), (serial) => {
        const date = new Date((serial - 25_569) * 86_400_000).toISOString().slice(0, 10);
        expect(outcome(dateFromSerial(serial, "1900"))).toBe(date);
        expect(outcome(dateFromText(date))).toBe(date);
        expect(serialFromDate(date)).toBe(serial);
      }),
      { numRuns: 2000 },
    ));
});

describe("a number in a column of dates", () => {
  const date = (raw: Parameters<typeof parseCell>[1]) => parseCell({ type: "date" }, raw);

  test("is taken for a date, and said so, when it has no date format", () => {
    expect(date({ text: "46053", number: "46053" })).toMatchObject({
      value: "2026-01-31",
      warning: { code: "date_from_number" },
    });
    expect(date({ text: "20260131", number: "20260131" })).toEqual({ value: "2026-01-31" });
    expect(date({ text: "7", number: "7" })).toMatchObject({ problem: { code: "date_form" } });
  });

  test("is refused when a formula made it", () =>
    expect(date({ text: "2026-01-31", number: "46053", date: "1900", formula: "computed" })).toMatchObject({
      problem: { code: "formula" },
    }));
});
