import { describe, expect, test } from "vitest";
import { code, files } from "../support/source";

/** db/schema/<name>.ts belongs to lib/<name>: everybody reads, one folder writes. Tables of the kit belong to lib/core. */
const KIT = ["audit", "requests"];
const schemas = files.filter((file) => /^db\/schema\/(?!index|columns)[\w-]+\.ts$/.test(file));

type Table = { variable: string; name: string; owner: string };
const tables: Table[] = schemas.flatMap((file) => {
  const aggregate = /([\w-]+)\.ts$/.exec(file)![1]!;
  const owner = KIT.includes(aggregate) ? "lib/core" : `lib/${aggregate}`;
  return [...code(file).matchAll(/export const (\w+) = pgTable\(\s*"(\w+)"/g)].map(([, variable, name]) => ({
    variable: variable!,
    name: name!,
    owner,
  }));
});
const tableOf = new Map(tables.flatMap((table) => [[table.variable, table] as const, [table.name, table] as const]));

const business = files.filter((file) => /^(lib|app|components)\/.*\.tsx?$/.test(file));
const entities = business
  .filter((file) => file.endsWith("entity.ts"))
  .flatMap((file) =>
    [...code(file).matchAll(/export const (\w+) = defineEntity\(\{([\s\S]*?)\n\}\);/g)].map(([, name, body]) => ({
      name: name!,
      table: tableOf.get(/\btable: (\w+)/.exec(body!)![1]!)!,
      isScoped: /\bscope: /.test(body!),
    })),
  );
const entityOf = new Map(entities.map((entity) => [entity.name, entity]));

describe("writing", () => {
  /** Deliberate writes outside the owner's folder. */
  const allowed: Record<string, string> = {
    "lib/core/security-events.ts writes security_events": "every door reports refusals (D-05)",
    "lib/core/session-end.ts writes user_sessions": "the end of a session belongs to the kit, like its reading",
    "lib/core/session.ts writes user_sessions": "notes when a session was last seen",
    "lib/contacts/import/check.ts writes import_rows": "gives the staged rows their judgement, as its definition asks",
    "lib/customers/import/check.ts writes import_rows": "gives the staged rows their judgement, as its definition asks",
    "lib/customers/import/duplicates.ts writes import_rows": "adds warnings to the staged rows that it judges",
    "lib/users/invite-administrator.ts writes user_roles":
      "the first administrator comes before anybody could give roles",
  };
  const patterns = [
    /\.(?:insert|update|delete)\((\w+)\)/g,
    /\b(?:insert\s+into|update|delete\s+from|copy|truncate|merge\s+into)\s+(?:only\s+)?(?:\$\{)?(\w+)/gi,
  ];
  const byKit = /\b(?:addRecord|saveRecord|removeRecord)\(\s*\w+,\s*(\w+)/g;
  const writes = business.flatMap((file) => {
    const text = code(file);
    const direct = patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([, name]) => tableOf.get(name!)));
    const kit = [...text.matchAll(byKit)].map(([, name]) => entityOf.get(name!)?.table);
    return [...direct, ...kit].flatMap((table) => (table ? [{ file, table }] : []));
  });

  test("the scan finds tables, entities and writes", () => {
    expect(tables.length).toBeGreaterThan(25);
    expect(entities.length).toBeGreaterThan(8);
    expect(writes.length).toBeGreaterThan(60);
    expect(new Set(writes.map(({ table }) => table.name)).size).toBeGreaterThan(20);
  });

  test("a table is written only by the folder that owns it", () => {
    const strays = writes
      .filter(({ file, table }) => !file.startsWith(`${table.owner}/`))
      .map(({ file, table }) => `${file} writes ${table.name}`);
    expect([...new Set(strays)].sort()).toEqual(Object.keys(allowed).sort());
  });

  test("the kit's functions get an entity by its name, so that the table can be told", () => {
    const named = business
      .filter((file) => !file.startsWith("lib/core/"))
      .flatMap((file) => [...code(file).matchAll(byKit)].map(([, name]) => ({ file, name: name! })));
    expect(named.length).toBeGreaterThan(25);
    expect(named.filter(({ name }) => !entityOf.has(name))).toEqual([]);
  });
});

describe("reading what has an owner", () => {
  /** Reads without the table's scope(): each says why nothing can be seen through it. */
  const allowed: Record<string, string> = {
    "lib/attachments/bin.ts reads attachments": "removes those of the customers of a deletion",
    "lib/attachments/bin.ts reads customers": "the customers of a deletion, judged as a whole by lib/bin",
    "lib/attachments/sweep.ts reads attachments": "whether a stored file is still needed; nobody reads them",
    "lib/audit/names.ts reads contacts": "names contacts whose customer has been found visible",
    "lib/bin/commands.ts reads contacts":
      "counts those of the customers that are about to be deleted, all of them in scope",
    "lib/bin/entity.ts reads customers": "is the rule: a deletion is seen with its customers",
    "lib/bin/imported.ts reads contacts": "counts those of the customers that an undo has judged in scope",
    "lib/bin/purge.ts reads deletions": "the job removes what has lain in the bin too long; nobody reads it",
    "lib/contacts/bin.ts reads contacts": "moves the contacts of customers that the deletion holds",
    "lib/contacts/commands.ts reads contacts": "reads after the customer or the contact was held in scope",
    "lib/contacts/import.ts reads contacts": "contacts of customers that the import may edit",
    "lib/customers/billing-commands.ts reads customer_billing": "reads after lockRecord() found the customer in scope",
    "lib/customers/bin.ts reads customer_billing": "removes it with the customers of a deletion",
    "lib/customers/bin.ts reads customers": "moves the customers of a deletion, judged as a whole by lib/bin",
    "lib/customers/import/changes.ts reads customers": "joins the matched customers, which are in scope",
    "lib/customers/import/contact-rows.ts reads contacts": "joins the contacts of matched customers",
    "lib/customers/import/names.ts reads customers": "joins the matched customers",
    "lib/customers/import/rules.ts reads customers": "joins the matched customers",
    "lib/customers/import/undo-values.ts reads customers":
      "joins the customers that were judged in scope, and asks whether an old value may stand",
    "lib/customers/import/undo.ts reads contacts": "whether anybody added one to a customer that was judged in scope",
    "lib/customers/import/undo.ts reads customers": "the companies below those that were judged in scope",
    "lib/customers/import/write.ts reads customers": "writes the matched customers",
    "lib/customers/queries.ts reads contacts":
      "the contact's name in the row of a customer in scope, and the search for it",
    "lib/customers/quota.ts reads customers": "only how many private customers somebody owns",
    "lib/contacts/merge.ts reads contacts": "contacts of customers that a merge holds in scope",
    "lib/customers/merge-billing.ts reads customer_billing": "billing of customers that a merge holds in scope",
    "lib/customers/merge.ts reads customers": "the tree around customers that a merge holds in scope",
    "lib/merges/clean-up.ts reads customer_merges": "forgets what can no longer be undone; nobody reads it",
    "lib/merges/undo-commands.ts reads customers":
      "holds both customers of a merge under mergeable() and deletedScope()",
    "lib/shares/merge.ts reads customers": "whether the survivor, held in scope, belongs to the receiver",
    "lib/shares/merge.ts reads shares": "shares of customers that a merge holds in scope",
    "lib/core/access.ts reads notices": "how many of one's own are unread, nothing of them",
    "lib/core/access.ts reads shares": "whether anything is shared with the one who asks, nothing of it",
    "lib/customers/scope.ts reads customers": "is the rule: what belongs to a customer is seen with it",
    "lib/customers/scope.ts reads shares": "is the rule: what is shared with somebody is seen by them",
    "lib/portal/company-queries.ts reads contacts":
      "the database narrows what the portal's role sees to the session's tree",
    "lib/portal/company-queries.ts reads customers":
      "the database narrows what the portal's role sees to the session's tree",
    "lib/shares/commands.ts reads shares": "shares of customers that were held in scope",
    "lib/imports/blockers.ts reads imports":
      "whether one that is being written changes customers that somebody would delete",
    "lib/imports/commands.ts reads imports": "one's own imports by one's own upload key",
    "lib/imports/jobs.ts reads imports": "a started server looks for runs to go on with; nobody reads them",
    "lib/imports/sweep.ts reads imports": "the state behind a stored file decides whether it goes; nobody reads them",
    "lib/imports/run.ts reads imports": "the job of one import, found in scope when it was asked for",
    "lib/numbering/sequence.ts reads customers": "whether a number is free: unique over all rows (D-10)",
    "lib/organisation/blockers.ts reads customers": "only whether a department still owns any customer",
  };
  const scoped = entities.filter(({ isScoped }) => isScoped);
  const readsOf = ({ variable, name }: Table) =>
    new RegExp(`(?:\\.from\\(|Join\\(|\\b(?:from|join)\\s+(?:\\$\\{)?)(?:${variable}|${name})\\b`);
  const reads = business.flatMap((file) =>
    scoped.filter(({ table }) => readsOf(table).test(code(file))).map((entity) => ({ file, entity })),
  );
  /** Either the table's own scope stands here, or the caller hands in the condition and is looked at itself. */
  const narrows = (file: string, entity: string) =>
    code(file).includes(`scope(ctx, ${entity}, `) || /\bwhere: SQL\b/.test(code(file));

  test("the scan finds owned tables and their readers", () => {
    expect(scoped.map(({ table }) => table.name)).toEqual(
      expect.arrayContaining(["customers", "customer_billing", "contacts"]),
    );
    expect(reads.length).toBeGreaterThan(15);
  });

  test("every read of an owned table goes through its scope", () => {
    const open = reads.filter(({ file, entity }) => !narrows(file, entity.name));
    expect(open.map(({ file, entity }) => `${file} reads ${entity.table.name}`).sort()).toEqual(
      Object.keys(allowed).sort(),
    );
  });
});
