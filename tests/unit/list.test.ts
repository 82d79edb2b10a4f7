import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  choice,
  dateRange,
  defineList,
  encodeCursor,
  flag,
  listHref,
  numberRange,
  parseList,
  reference,
  references,
  type SearchParams,
  text,
} from "@/lib/core/list";

const list = defineList({
  filters: {
    type: choice(["company", "person"]),
    owner: reference(),
    tag: references(),
    city: text(20),
    created: dateRange(),
    amount: numberRange(2),
    shared: flag(),
  },
  sort: { number: "text", created: "instant", amount: "number" },
  defaultSort: { by: "number", direction: "desc" },
  columns: ["number", "name", "amount"],
  defaultColumns: ["number", "name"],
});
const id = "0197a1b2-0000-7000-8000-000000000001";
const read = (query: string) => parseList(list, paramsOf(query));

function paramsOf(query: string): SearchParams {
  const search: SearchParams = Object.create(null);
  for (const [name, value] of new URLSearchParams(query)) {
    const before = search[name];
    search[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value];
  }
  return search;
}

describe("the address of a list", () => {
  test("an empty address gives the defaults", () => {
    expect(read("")).toEqual({
      filters: {},
      sort: { by: "number", direction: "desc" },
      pageSize: 50,
      page: 1,
      columns: ["number", "name"],
      problems: [],
    });
  });

  test("takes what a plain form sends: repeated names, ranges in two fields, empty means absent", () => {
    const params = read(
      "q=&type=company&type=person&created_from=2026-01-01&created_to=&amount_from=1,000.50&shared=0&city=",
    );
    expect(params.filters).toEqual({
      type: ["company", "person"],
      created: { from: "2026-01-01" },
      amount: { from: "1000.50" },
      shared: false,
    });
    expect(params.problems).toEqual([]);
  });

  test.each([
    ["created_from=2026-02-29", "created_from", "date"],
    ["created_from=2026-13-45", "created_from", "date"],
    ["created_from=2026-02-01&created_to=2026-01-01", "created_to", "order"],
    ["type=alien", "type", "choice"],
    ["owner=42", "owner", "reference"],
    [`owner=${id}&owner=${id.replace("1", "2")}`, "owner", "several"],
    ["amount_from=1e9", "amount_from", "number"],
    ["shared=maybe", "shared", "flag"],
    [`city=${"x".repeat(21)}`, "city", "too_long"],
    [`q=${"x".repeat(101)}`, "q", "too_long"],
    ["page=99999999999999999999", "page", "page"],
    ["page=201", "page", "page"],
    ["page=0", "page", "page"],
    ["size=7", "size", "size"],
    ["sort=constructor", "sort", "sort"],
    ["after=zzz", "after", "cursor"],
    ["columns=name,secret", "columns", "columns"],
  ])("says that %s cannot be read", (query, name, reason) => {
    const params = read(query);
    expect(params.problems).toEqual([{ name, key: `ui.filter.problem.${reason}` }]);
    expect(params.filters).toEqual({});
  });

  test("takes NUL and half characters out of texts", () => {
    expect(parseList(list, { q: "a\0b\uD800c" }).q).toBe("abc");
  });

  test("a cursor holds for its own sort order and only with a value of its form", () => {
    const after = encodeCursor({ by: "created", value: "2026-01-02T03:04:05.123456Z", id });
    expect(read(`sort=created&after=${after}&page=300`)).toMatchObject({ after: { id }, page: 300, problems: [] });
    expect(read(`sort=number&after=${after}`).problems).toHaveLength(1);
    expect(read(`sort=amount&after=${encodeCursor({ by: "amount", value: "x", id })}`).problems).toHaveLength(1);
    expect(read(`sort=number&after=${encodeCursor({ by: "number", value: "北京", id })}`).after?.value).toBe("北京");
  });

  test("a filter may not take a name that every list uses", () => {
    expect(() =>
      defineList({ filters: { page: text() }, sort: { a: "text" }, defaultSort: { by: "a", direction: "asc" } }),
    ).toThrow("page");
  });
});

describe("links of a list", () => {
  test("a change of the rows goes back to the first page, a panel does not", () => {
    const search = paramsOf("type=company&page=3&after=x");
    expect(listHref(search, { sort: "-number" })).toBe("?type=company&sort=-number");
    expect(listHref(search, { panel: `edit.${id}` })).toBe(`?type=company&page=3&after=x&panel=edit.${id}`);
    expect(listHref(search, { page: "4" })).toBe("?type=company&page=4");
    expect(listHref({ ...search, panel: "new" }, { panel: null })).toBe("?type=company&page=3&after=x");
  });
});

describe("for every address", () => {
  const name = fc.oneof(
    fc.constantFrom("q", "type", "owner", "tag", "city", "created_from", "created_to", "amount_from", "shared"),
    fc.constantFrom("sort", "size", "page", "after", "before", "columns", "panel", "__proto__", "constructor"),
    fc.string(),
  );
  const value = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("company", id, "2026-02-28", "1", "0", "-number", "50", "name,amount", "\0", "\uD800"),
  );
  const search = fc.dictionary(name, fc.oneof(value, fc.array(value, { maxLength: 60 })), { maxKeys: 12 });

  test("reading never throws, and whatever was read is within the declared bounds", () => {
    fc.assert(
      fc.property(search, (params) => {
        const parsed = parseList(list, params);
        expect(list.pageSizes).toContain(parsed.pageSize);
        expect(Object.keys(list.sort)).toContain(parsed.sort.by);
        expect(JSON.stringify(parsed)).not.toContain("\\u0000");
      }),
      { numRuns: 500 },
    );
  });

  test("a link to what was read is read the same again", () => {
    fc.assert(
      fc.property(search, (params) => {
        const href = listHref(params, {});
        const again = parseList(list, paramsOf(href.slice(1)));
        const { problems: _, ...first } = parseList(list, { ...params, panel: undefined });
        expect(again).toMatchObject(first);
        expect(listHref(paramsOf(href.slice(1)), {})).toBe(href);
      }),
      { numRuns: 500 },
    );
  });

  test("a filter value that is written into a link is read as the same value", () => {
    fc.assert(
      fc.property(search, (params) => {
        const { filters } = parseList(list, params);
        for (const [key, found] of Object.entries(filters)) {
          const filter = list.filters[key as keyof typeof list.filters];
          const pairs = filter.write(key, found as never);
          expect(parseList(list, paramsOf(new URLSearchParams(pairs).toString())).filters).toEqual({ [key]: found });
        }
      }),
      { numRuns: 300 },
    );
  });
});
