import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Locale, locales } from "@/db/enums";

type Tree = { [key: string]: string | Tree };
const folder = resolve(import.meta.dirname, "../../messages");

/** The namespaces of a language: its files, without the ending. */
export const namespaces = (locale: Locale) =>
  readdirSync(join(folder, locale)).map((file) => file.replace(/\.json$/, ""));

/** Every text of a language by its whole key: "customers.field.name". */
export const textsOf = (locale: Locale): Map<string, string> =>
  new Map(
    namespaces(locale).flatMap((name) =>
      flat(name, JSON.parse(readFileSync(join(folder, locale, `${name}.json`), "utf8")) as Tree),
    ),
  );

const flat = (path: string, node: string | Tree): [string, string][] =>
  typeof node === "string"
    ? [[path, node]]
    : Object.entries(node).flatMap(([key, below]) => flat(`${path}.${key}`, below));

/** The texts of every language; read once for a test file. */
export const texts = new Map(locales.map((locale) => [locale, textsOf(locale)]));
/** The keys that every language must have. */
export const keys: ReadonlySet<string> = new Set(texts.get("zh-CN")!.keys());
/** What stands above a key: "customers.field". */
export const branches: ReadonlySet<string> = new Set(
  [...keys].flatMap((key) => [...key.matchAll(/\./g)].map(({ index }) => key.slice(0, index))),
);
