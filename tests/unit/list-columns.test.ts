import { describe, expect, test } from "vitest";
import { actionsOf } from "@/components/data-table/actions";
import { cellText, type ColumnView, fillHref, places } from "@/components/data-table/columns";

const columns: ColumnView[] = [
  { key: "owner_id", label: "", kind: "hidden" },
  { key: "name", label: "Name", kind: "link" },
  { key: "state", label: "State", kind: "badge", labels: { on: "In use" }, spare: true },
  { key: "credit", label: "Credit", kind: "money" },
  { key: "made", label: "Made", kind: "instant" },
];
const row = ["7", "owner/1", "Northwind", "on", "1234567890123456 CNY", Date.UTC(2026, 10, 21, 16, 5)];
const text = (at: number) => cellText(columns[at]!, row[at + 1]!, "zh-CN", "Asia/Shanghai");

describe("a row of a list", () => {
  test("shows money without losing a digit, instants in the operator's zone, and the words of a state", () => {
    expect(text(3)).toBe("¥12,345,678,901,234.56");
    expect(text(4)).toBe("2026-11-22 00:05");
    expect(text(2)).toBe("In use");
    expect(cellText(columns[2]!, null, "en", "UTC")).toBe("");
  });

  test("fills its addresses from its id and from hidden columns, escaped", () => {
    expect(fillHref("/customers/:id/edit", row, columns)).toBe("/customers/7/edit");
    expect(fillHref("/users/:owner_id", row, columns)).toBe("/users/owner%2F1");
  });

  test("allows the actions whose condition it meets", () => {
    const stop = { key: "stop", label: "Stop", when: { column: "state", in: ["on"] } };
    const start = { key: "start", label: "Start", when: { column: "state", in: ["off"] } };
    expect(actionsOf([stop, start], row, columns)).toEqual([stop]);
  });

  test("says once for the table which cell is the name, which stand right and which are spared on a telephone", () => {
    expect(places(columns, true, true)).toEqual({
      "data-tick": true,
      "data-actions": true,
      "data-name": "2",
      "data-end": "4",
      "data-spare": "3",
    });
  });
});
