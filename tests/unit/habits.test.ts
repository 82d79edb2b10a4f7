import { describe, expect, test } from "vitest";
import { code, codeFiles, files, read } from "../support/source";

const ours = codeFiles.filter((file) => !file.startsWith("tests/"));
const business = ours.filter((file) => /^(app|components|lib)\//.test(file));
/** Places where a pattern stands, as "file:line". */
const places = (among: readonly string[], pattern: RegExp) =>
  among.flatMap((file) =>
    code(file)
      .split("\n")
      .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1}`] : [])),
  );
const inFile = (place: string) => place.slice(0, place.lastIndexOf(":"));

describe("size", () => {
  const LIMIT = 200;
  /** A longer file is asking to be two concepts. These were asked, and are one. */
  const long: Record<string, string> = {
    "components/styles/shell.css": "the frame around every page: one style sheet, sections by part",
    "components/styles/table.css": "one list component",
    "db/seed/demo-customers.ts": "the cast of the demo company, mostly data",
    "db/seed/demo-records.ts": "the records of the demo company, mostly data",
    "lib/customers/queries.ts": "every question that is asked about customers; the model of the others",
  };
  test("no file has more than 200 lines without a reason", () => {
    const lines = (file: string) => read(file).split("\n").length - 1;
    const sized = files.filter((file) => /\.(tsx?|mjs|css)$/.test(file) && !file.startsWith("tests/"));
    expect(sized.length).toBeGreaterThan(300);
    expect(sized.filter((file) => lines(file) > LIMIT && !(file in long))).toEqual([]);
    expect(Object.keys(long).filter((file) => !files.includes(file))).toEqual([]);
  });

  test("a file's name says what it is about", () => {
    const vague = /(^|\/)(utils?|helpers?|types|common|misc|index)\.tsx?$/;
    expect(business.filter((file) => vague.test(file))).toEqual([]);
    expect(files.filter((file) => /^(app|components|lib|db)\/.*[A-Z].*\.tsx?$/.test(file))).toEqual([]);
  });
});

describe("SQL", () => {
  /** Files that put names of columns into a statement: names declared in the code, never a word from outside. */
  const names: Record<string, string> = {
    "db/seed/large.ts": "takes indexes away and puts the database's own definitions back",
    "lib/contacts/import.ts": "the columns listed at its top",
    "lib/core/audit-set.ts": "the declared columns of an entity",
    "lib/core/list-query.ts": "the type of a declared column",
    "lib/customers/import/changes.ts": "the columns of import/columns.ts",
    "lib/customers/import/contact-rows.ts": "the columns listed in contacts/import.ts",
    "lib/customers/import/groups.ts": "the columns of import/columns.ts",
    "lib/customers/import/write.ts": "the columns of import/columns.ts",
    "lib/imports/undo-set.ts": "the declared columns of an entity",
  };
  test("raw SQL is a constant, or a column's name that the code declares", () => {
    const text = "[\"'][^\"'$]*[\"']|`[^`$]*`";
    const constant = new RegExp(`sql\\.raw\\(\\s*(?:\\w+ \\? )?(?:${text})(?: : (?:${text}))?\\s*\\)`);
    const raw = ours.filter((file) => /sql\.raw\(/.test(code(file)));
    expect(raw.length).toBeGreaterThan(5);
    const open = raw.filter(
      (file) => code(file).split("sql.raw(").length > [...code(file).matchAll(new RegExp(constant, "g"))].length + 1,
    );
    expect(open).toEqual(Object.keys(names));
  });
});

describe("time", () => {
  /** Where a moment begins: doors without a context, and the start of background work. Everybody else is given ctx.now. */
  const clocks: Record<string, string> = {
    "app/(auth)/first-password/page.tsx": "a public page has no context",
    "lib/background.ts": "starts the hourly clean-up of the process",
    "lib/imports/jobs.ts": "notes a failure after the job's context is gone",
    "lib/users/auth-options.ts": "the sign-in comes before any context",
    "lib/users/sign-in-routes.ts": "routes of people who are not signed in",
  };
  test("nobody asks the clock but the doors", () => {
    const asked = places(business, /new Date\(\)|Date\.now\(\)/);
    const found = new Set(asked.map(inFile).filter((file) => !file.startsWith("lib/core/") && !isClient(file)));
    expect([...found].sort()).toEqual(Object.keys(clocks));
  });
  const isClient = (file: string) => /^["']use client["']/.test(read(file)) || file.startsWith("components/");
});

describe("words that must not stay", () => {
  test("no any", () => {
    expect(places(codeFiles, /(?::|\bas|[<|,&]|=>)\s*any\b(?=[\s;,)>\]|[]|$)/)).toEqual([]);
  });
  test("nothing is left to do", () => {
    const words = new RegExp(["TO" + "DO", "FIX" + "ME"].map((word) => `\\b${word}\\b`).join("|"));
    const left = files.filter((file) => /\.(tsx?|mjs|js|css|json|sql)$/.test(file) && words.test(read(file)));
    expect(left).toEqual([]);
  });
  test("no test is switched off or alone", () => {
    expect(places(codeFiles, /\b(?:test|describe|it)\.(?:only|skip|todo)\(/)).toEqual([]);
  });
});
