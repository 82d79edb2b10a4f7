import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");
const FOLDERS = ["app", "components", "db", "lib", "scripts", "tests"];
const ROOT_FILES = ["drizzle.config.ts", "instrumentation.ts", "middleware.ts", "next.config.js", "vitest.config.ts"];
const CODE = /\.(tsx?|mjs)$/;

/** Every file of the project under its folders, as paths from the root with "/"; generated migrations are left out. */
export const files: readonly string[] = [
  ...FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .map((file) => `${folder}/${file.replaceAll("\\", "/")}`)
      .filter((file) => !file.startsWith("db/migrations/") && statSync(join(root, file)).isFile()),
  ),
  ...ROOT_FILES,
].sort();

/** Those with code in them. */
export const codeFiles = files.filter((file) => CODE.test(file) || ROOT_FILES.includes(file));

const kept = new Map<string, string>();
/** The text of a file. */
export function read(file: string): string {
  const text = kept.get(file) ?? readFileSync(join(root, file), "utf8");
  kept.set(file, text);
  return text;
}

/** The code of a file without its comments. Line breaks stay. Prettier's style is relied on: comments begin a line or follow a space. */
export const code = (file: string) =>
  read(file)
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ""))
    .replace(/(^|[\s;{(,])\/\/ .*$/gm, "$1");

export type Import = {
  from: string;
  /** A file of the project, or the name of a package. */
  to: string;
  /** Nothing of it is left in the running program. */
  typeOnly: boolean;
};

const STATEMENT = /^(?:import|export)\s+(type\s)?([^;"']*?)\s*from\s+["']([^"']+)["']|^import\s+["']([^"']+)["']/gm;
const DYNAMIC = /(?<![\w.])(typeof\s+)?import\(\s*(?:\/\*.*?\*\/\s*)?["']([^"']+)["']/g;

/** Every import of every file, resolved as the program will. A path of ours that leads nowhere throws. */
export const imports: readonly Import[] = codeFiles.flatMap((from) => [
  ...[...code(from).matchAll(STATEMENT)].map(([, type, names = "", specifier, bare]) => {
    const listed = /^\{([^}]*)\}$/
      .exec(names.trim())?.[1]
      ?.split(",")
      .filter((name) => name.trim() !== "");
    const onlyTypes = listed?.every((name) => name.trim().startsWith("type ")) ?? false;
    return { from, to: resolved(from, (specifier ?? bare)!), typeOnly: Boolean(type) || onlyTypes };
  }),
  ...[...code(from).matchAll(DYNAMIC)].map(([, type, specifier]) => ({
    from,
    to: resolved(from, specifier!),
    typeOnly: Boolean(type),
  })),
]);

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

function resolved(from: string, specifier: string): string {
  if (!/^(@\/|\.)/.test(specifier)) return specifier;
  const path = specifier.startsWith("@/") ? resolve(root, specifier.slice(2)) : resolve(root, dirname(from), specifier);
  const found = ["", ".ts", ".tsx", "/index.ts", "/index.tsx"].map((ending) => path + ending).find(isFile);
  if (!found && !specifier.includes("/.next/")) throw new Error(`${from} imports ${specifier}, which is no file.`);
  return relative(root, found ?? path).replaceAll("\\", "/");
}

const outgoing = new Map<string, string[]>();
for (const { from, to, typeOnly } of imports) if (!typeOnly) outgoing.set(from, [...(outgoing.get(from) ?? []), to]);

/** All that a file brings into the program, with the way there; `stop` names files at which the way ends. */
export function reached(file: string, stop: (file: string) => boolean = () => false): Map<string, string> {
  const ways = new Map([[file, file]]);
  for (const [at, way] of ways)
    for (const to of outgoing.get(at) ?? [])
      if (!ways.has(to) && !(codeFiles.includes(to) && stop(to))) ways.set(to, `${way} → ${to}`);
  ways.delete(file);
  return ways;
}
