import { describe, expect, test } from "vitest";
import { securityEventKinds } from "@/db/enums";
import { auditEventNames } from "@/lib/audit/list";
import { isPermission, moduleNames, permissionsOf } from "@/lib/core/permissions";
import { navigation } from "@/lib/navigation";
import { code, files } from "../support/source";
import { branches, keys, namespaces } from "../support/texts";

const speaking = files.filter((file) => /^(app|components|lib)\/.*\.tsx?$/.test(file));
const ALL = namespaces("zh-CN");
const NAMES = ALL.join("|");

/** Every call of a translator with a key that can be read: the namespaces that it may have in its file, and the key. */
type Spoken = { file: string; spaces: string[]; key: string; isStem: boolean };
const TRANSLATOR = /\b(\w+) = (?:await )?(?:get|use)Translations\((?:"([\w.]*)")?\)/g;
const spoken: Spoken[] = speaking.flatMap((file) => {
  const text = code(file);
  const spaces = new Map<string, string[]>();
  for (const [, name, space = ""] of text.matchAll(TRANSLATOR))
    spaces.set(name!, [...(spaces.get(name!) ?? []), space]);
  // A translator that was handed in may belong to any domain.
  if (spaces.size === 0) spaces.set("t", ["", ...ALL]);
  return [...spaces].flatMap(([name, own]) => {
    const call = `\\b${name}(?:\\.rich|\\.markup)?\\(\\s*`;
    const plain = [...text.matchAll(new RegExp(`${call}"([^"]+)"`, "g"))].map(([, key]) => [key!, false] as const);
    const either = [...text.matchAll(new RegExp(`${call}[^()"]+ \\? "([^"]+)" : "([^"]+)"`, "g"))].flatMap(
      ([, one, other]) => [[one!, false] as const, [other!, false] as const],
    );
    const stems = [...text.matchAll(new RegExp(`${call}\`([\\w.]+)\\.\\$\\{`, "g"))].map(
      ([, stem]) => [stem!, true] as const,
    );
    return [...plain, ...either, ...stems].map(([key, isStem]) => ({ file, spaces: own, key, isStem }));
  });
});

describe("keys in the code", () => {
  test("the scan finds them", () => {
    expect(spoken.length).toBeGreaterThan(300);
    expect(spoken.filter(({ isStem }) => isStem).length).toBeGreaterThan(10);
  });

  test("what a translator is asked for exists in its namespace", () => {
    const known = ({ spaces, key, isStem }: Spoken) =>
      spaces.some((space) => (isStem ? branches : keys).has(space === "" ? key : `${space}.${key}`));
    expect(
      spoken
        .filter((one) => !known(one))
        .map(({ file, spaces, key }) => `${file}: ${spaces.length > 3 ? "any" : spaces.join("|")} ${key}`),
    ).toEqual([]);
  });

  test("a whole key in quotes is a text or the stem of texts: refusals, schemas, constraints, sheets", () => {
    // Permissions, events and names of files look alike.
    const isOther = (text: string) =>
      isPermission(text) || text.endsWith(".csv") || (auditEventNames as readonly string[]).includes(text);
    const quoted = new RegExp(`["']((?:${NAMES})(?:\\.\\w+)+)["']`, "g");
    const found = speaking.flatMap((file) => [...code(file).matchAll(quoted)].map(([, key]) => ({ file, key: key! })));
    expect(found.length).toBeGreaterThan(150);
    const unknown = found.filter(({ key }) => !keys.has(key) && !branches.has(key) && !isOther(key));
    expect(unknown.map(({ file, key }) => `${file}: ${key}`)).toEqual([]);
  });

  test("the stem of a key that is put together has texts below it", () => {
    const stem = new RegExp(`\`((?:${NAMES})(?:\\.\\w+)*)\\.\\$\\{`, "g");
    const found = speaking.flatMap((file) => [...code(file).matchAll(stem)].map(([, key]) => ({ file, key: key! })));
    expect(found.length).toBeGreaterThan(10);
    expect(found.filter(({ key }) => !branches.has(key)).map(({ file, key }) => `${file}: ${key}`)).toEqual([]);
  });
});

describe("labels of what the code declares", () => {
  const missing = (wanted: readonly string[]) => wanted.filter((key) => !keys.has(key));

  test("every module and permission has a label", () => {
    expect(missing(moduleNames.map((module) => `permissions.${module}.title`))).toEqual([]);
    expect(missing(moduleNames.flatMap(permissionsOf).map((permission) => `permissions.${permission}`))).toEqual([]);
  });

  test("every place of the menu has a label", () => {
    const places = navigation.flatMap(({ key, places }) => [key, ...places.map((place) => place.key)]);
    expect(missing(places.map((key) => `navigation.${key}`))).toEqual([]);
  });

  const EVENT =
    /(?:\baudit(?:Event|Record)\(|\b(?:add|save|remove)Record\(|\bEVENT = |\bevent: )[^;]{0,100}?"([a-z_]+\.[a-z_]+)"(?:\s*: "([a-z_]+\.[a-z_]+)")?/g;
  const events = new Set(
    speaking
      .filter((file) => file.startsWith("lib/"))
      .flatMap((file) =>
        [...code(file).matchAll(EVENT)].flatMap(([, one, other]) => [one!, ...(other ? [other] : [])]),
      ),
  );
  test("every event that is written is listed in the filter of the log, and has a label", () => {
    expect(events.size).toBeGreaterThan(30);
    expect([...events].filter((event) => !(auditEventNames as readonly string[]).includes(event)).sort()).toEqual([]);
    expect(missing(auditEventNames.map((event) => `audit.event.${event}`))).toEqual([]);
  });
  test("nothing is listed that is never written", () => {
    expect(auditEventNames.filter((event) => !events.has(event))).toEqual([]);
  });

  test("every kind of security event has a label", () => {
    expect(missing(securityEventKinds.map((kind) => `audit.security.${kind}`))).toEqual([]);
  });
});
