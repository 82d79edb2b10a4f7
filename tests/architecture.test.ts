import { dirname } from "node:path";
import { describe, expect, test } from "vitest";
import { code, codeFiles, files, imports, reached, read } from "./support/source";

/**
 * Who may import what (CONTRIBUTING.md, "Layers"). Paths are resolved as the program resolves them. A type may be imported
 * from anywhere unless the rule says `evenTypes`; `but` names the deliberate exceptions, each with its reason.
 */
type Rule = { because: string; from: RegExp; never: RegExp; evenTypes?: true; but?: Record<string, string> };

const DOMAIN = "lib/(?!core/)[^/]+/";
const rules: Rule[] = [
  { because: "db is the bottom layer", from: /^db\//, never: /^(app|components|lib|scripts|tests)\//, evenTypes: true },
  { because: "core knows no domain", from: /^lib\/core\//, never: /^lib\/(?!core\/)/, evenTypes: true },
  { because: "lib knows no screen", from: /^lib\//, never: /^(app|components|scripts|tests)\//, evenTypes: true },
  {
    because: "nothing that people use needs the tests; benchmarks and long suites lie among them",
    from: /^(?!tests\/|scripts\/(bench|torture)\.ts$|.*\.bench\.tsx$)/,
    never: /^tests\//,
    evenTypes: true,
  },
  {
    because: "only core opens the database; everybody else is handed a context by a door",
    from: /^(app|components|middleware|instrumentation|lib\/(?!core\/))/,
    never: /^db\/client\.ts$/,
    but: {
      "lib/background.ts": "closes the pools when the server ends",
      "lib/users/auth-options.ts": "the sign-in comes before any context",
      "lib/users/first-password.ts": "the holder of a link has no session yet",
      "lib/users/invite-administrator.ts": "npm run admin: there is nobody to sign in yet",
      "lib/users/language.ts": "strangers choose a language too",
      "lib/users/own-password-commands.ts": "compares the present password as the one role that may read its hash",
      "lib/users/quota.ts": "counts asks of people who are not signed in",
      "lib/users/reset-password.ts": "who forgot the password is not signed in",
      "lib/users/sign-in.ts": "the sign-in comes before any context",
      "lib/users/sign-out.ts": "ends a session that may have run out",
      "lib/users/throttle.ts": "counts the tries of people who are not signed in",
    },
  },
  {
    because: "screens read through queries and write through actions",
    from: /^(app|components)\//,
    never: /^(db\/schema|drizzle-orm|pg$|lib\/[^/]+\/([\w-]+-)?commands\.ts$)/,
  },
  {
    because: "components could ship in another product",
    from: /^components\//,
    never: new RegExp(`^(app/|${DOMAIN})`),
  },
  {
    because: "the business runs without Next; the doors of a domain may speak to it",
    from: new RegExp(`^${DOMAIN}(?!([\\w-]+-)?(actions|routes)\\.ts$)`),
    never: /^next(\/|-|$)/,
    but: {
      "lib/users/auth-options.ts": "is the sign-in of next-auth",
      "lib/users/no-entry.ts": "answers with the 403 page of the framework",
    },
  },
  {
    because: "what reads does not write",
    from: new RegExp(`^${DOMAIN}([\\w-]+-)?(queries|list|options)\\.ts$`),
    never: new RegExp(`^${DOMAIN}([\\w-]+-)?(commands|actions|routes|jobs)\\.ts$`),
  },
  {
    because: "a command does not know through which door it was called",
    from: new RegExp(`^${DOMAIN}([\\w-]+-)?commands\\.ts$`),
    never: new RegExp(
      `^(${DOMAIN}([\\w-]+-)?(actions|routes|jobs)\\.ts|lib/core/(session|entrance|page|action|route)\\.tsx?)$`,
    ),
  },
  {
    because: "an action is a line: a permission, a schema, a command",
    from: /^lib\/[^/]+\/actions\.ts$/,
    never:
      /^(?!(zod|lib\/core\/(action|fields)\.ts|lib\/[^/]+\/[\w-]+\.ts)$)|^lib\/[^/]+\/([\w-]+-)?(queries|routes|jobs)\.ts$/,
  },
  {
    because: "the composition root is for those who start or list the program",
    from: /^(?!(lib\/background\.ts|scripts\/|tests\/))/,
    never: /^lib\/registry\.ts$/,
  },
  {
    because: "background work is started by the server and the worker",
    from: /^(?!(instrumentation\.ts|scripts\/|tests\/))/,
    never: /^lib\/background\.ts$/,
  },
];

describe("layers", () => {
  test("the scan finds imports", () => {
    expect(imports.length).toBeGreaterThan(1_000);
    expect(imports.filter(({ to }) => codeFiles.includes(to)).length).toBeGreaterThan(800);
  });

  test.each(rules)("$because", ({ from, never, evenTypes, but = {} }) => {
    const subjects = imports.filter((one) => from.test(one.from) && !(one.from in but));
    expect(subjects.length, "no import matches the rule: its pattern has gone stale").toBeGreaterThan(0);
    const broken = subjects.filter((one) => never.test(one.to) && (evenTypes || !one.typeOnly));
    expect(broken.map((one) => `${one.from} → ${one.to}`)).toEqual([]);
  });

  test("every exception is still needed", () => {
    const needed = (file: string, never: RegExp) => imports.some(({ from, to }) => from === file && never.test(to));
    const stale = rules.flatMap(({ never, but = {} }) => Object.keys(but).filter((file) => !needed(file, never)));
    expect(stale).toEqual([]);
  });

  test("a screen borrows only from the folders above it; what two trees share moves to components", () => {
    const strays = imports.filter(
      ({ from, to }) => from.startsWith("app/") && to.startsWith("app/") && !from.startsWith(`${dirname(to)}/`),
    );
    expect(strays.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });
});

describe("what reaches the browser", () => {
  const serverOnly = /^(server-only|drizzle-orm|pg|node:|db\/(schema|client)|next\/(headers|cache))/;
  const intoServer = (file: string, stop?: (file: string) => boolean) =>
    [...reached(file, stop)].filter(([to]) => serverOnly.test(to)).map(([, way]) => way);

  test("schemas, statuses and lists run in the browser too", () => {
    const pure = files.filter((file) => /^lib\/(?!core\/)[^/]+\/(schema|status|list)\.ts$/.test(file));
    expect(pure.length).toBeGreaterThan(5);
    expect(pure.flatMap((file) => intoServer(file))).toEqual([]);
  });

  test("client components reach the server through actions only", () => {
    const client = codeFiles.filter((file) => /^["']use client["']/.test(read(file)));
    expect(client.length).toBeGreaterThan(20);
    const isAction = (file: string) => file.endsWith("/actions.ts");
    expect(client.flatMap((file) => intoServer(file, isAction))).toEqual([]);
  });

  test("entities, queries and commands say that they stay on the server", () => {
    const server = files.filter((file) => /^lib\/(?!core\/)[^/]+\/([\w-]+-)?(entity|queries|commands)\.ts$/.test(file));
    expect(server.length).toBeGreaterThan(10);
    expect(server.filter((file) => !read(file).startsWith('import "server-only";\n'))).toEqual([]);
  });
});

describe("doors", () => {
  test("only actions.ts can be called from the browser, and only what action() and portalAction() made", () => {
    const open = codeFiles.filter((file) => !file.startsWith("tests/") && /["']use server["']/.test(code(file)));
    expect(open.length).toBeGreaterThan(5);
    expect(open.filter((file) => !/^lib\/[^/]+\/actions\.ts$/.test(file))).toEqual([]);
    const exported = open.flatMap((file) =>
      [...code(file).matchAll(/^export .*/gm)].map(([line]) => `${file}: ${line}`),
    );
    expect(exported.length).toBeGreaterThan(20);
    expect(exported.filter((line) => !/: export const \w+Action = (action|portalAction)\(/.test(line))).toEqual([]);
  });

  test("every page is made by page(), publicPage() or a door of the portal", () => {
    const pages = files.filter((file) => /^app\/(.*\/)?page\.tsx$/.test(file));
    expect(pages.length).toBeGreaterThan(20);
    expect(
      pages.filter(
        (file) => !/^export default (page|publicPage|portalPage|portalAccountPage)(<.*>)?\(/m.test(code(file)),
      ),
    ).toEqual([]);
  });

  test("every route hands on a door of its domain, or is open for a stated reason", () => {
    const routes = files.filter((file) => /^app\/(.*\/)?route\.ts$/.test(file));
    expect(routes.length).toBeGreaterThan(8);
    const lines = routes.flatMap((file) =>
      [...code(file).matchAll(/^export .*/gm)].map(([line]) => `${file}: ${line}`),
    );
    const allowed = /: export \{.*\} from "@\/lib\/[^/]+\/([\w-]+-)?routes";$|: export const [A-Z]+ = publicRoute\(/;
    expect(lines.filter((line) => !allowed.test(line))).toEqual([]);
  });

  test("the registry knows every file with doors", () => {
    const registered = imports.filter(({ from }) => from === "lib/registry.ts").map(({ to }) => to);
    const withDoors = files.filter((file) => /^lib\/(?!core\/)[^/]+\/([\w-]+-)?(actions|routes|jobs)\.ts$/.test(file));
    expect(withDoors.length).toBeGreaterThan(10);
    expect(withDoors.filter((file) => !registered.includes(file))).toEqual([]);
  });
});
