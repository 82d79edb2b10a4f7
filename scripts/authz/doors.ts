import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Door, doorOf } from "@/lib/core/doors";
import { modules, moduleOf, type Permission } from "@/lib/core/permissions";
import { actions, jobs, routes } from "@/lib/registry";

export type Listed = {
  kind: Door["kind"];
  /** Where it is reached: an address, or file and export. */
  at: string;
  permission: Door["permission"];
  /** Which rows it reaches: those of the own rule or all, as the grant says; or none that have an owner. */
  scope: "own rule or all, by grant" | "no owned rows" | "the session's customer and those below it";
};

const root = process.cwd();
const filesUnder = (folder: string, name: RegExp) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => name.test(`/${file}`))
    .map((file) => `${folder}/${file.replaceAll("\\", "/")}`)
    .sort();

/** Every door of the application: pages, actions, route handlers, lookups (exports among them) and jobs. */
export function listDoors(): Listed[] {
  return [...pages(), ...registered("action", actions), ...routeHandlers(), ...jobDoors()];
}

const listed = (kind: Door["kind"], at: string, permission: Door["permission"]): Listed => ({
  kind,
  at,
  permission,
  scope: scopeOf(permission),
});

function scopeOf(permission: Door["permission"]): Listed["scope"] {
  if (permission === "portal") return "the session's customer and those below it";
  if (typeof permission !== "string" || permission === "signed in") return "no owned rows";
  return modules[moduleOf(permission)].owned ? "own rule or all, by grant" : "no owned rows";
}

/** The address of a page or route file: groups in brackets leave no trace in it. */
export const addressOf = (file: string) =>
  file
    .replace(/^app/, "")
    .replace(/\/(?:page|route)\.tsx?$/, "")
    .replaceAll(/\/\([^)]*\)/g, "") || "/";

/** Pages are read, not loaded: each is made by one call that names its permission first. */
function pages(): Listed[] {
  return filesUnder("app", /\/page\.tsx$/).map((file) => {
    const source = readFileSync(join(root, file), "utf8");
    const asked = /export default page\(\s*"([^"]+)"/.exec(source)?.[1];
    if (/export default portal(?:Account)?Page\(/.test(source)) return listed("page", addressOf(file), "portal");
    const open = /export default publicPage(?:<[^>]*>)?\(\s*"([^"]+)"/.exec(source)?.[1];
    if (!asked && !open)
      throw new Error(`${file} is no door: it must be made by page(), portalPage() or publicPage().`);
    return listed("page", addressOf(file), asked ? (asked as Permission | "signed in") : { open: open! });
  });
}

function registered(kind: Door["kind"], files: Record<string, Record<string, unknown>>): Listed[] {
  return Object.entries(files).flatMap(([file, exports]) =>
    Object.entries(exports).map(([name, handler]) => {
      const door = doorOf(handler);
      if (!door || door.kind !== kind) throw new Error(`${name} of ${file} is no ${kind}.`);
      return listed(kind, `${file}#${name}`, door.permission);
    }),
  );
}

const REEXPORT = /export \{([^}]+)\} from "@\/(lib\/[^"]+)"/g;

/** Which handler of the domains answers which method of an address. */
export function routeHandlers(): Listed[] {
  return filesUnder("app", /\/route\.ts$/).flatMap((file) => {
    const source = readFileSync(join(root, file), "utf8");
    const own = [...source.matchAll(/export const (GET|POST|PUT|PATCH|DELETE) = publicRoute\(\s*"([^"]+)"/g)];
    const open = own.map(([, method, why]) => listed("route", `${method} ${addressOf(file)}`, { open: why! }));
    const shared = [...source.matchAll(REEXPORT)].flatMap(([, names, module]) =>
      names!.split(",").map((pair) => {
        const [name, method] = pair.trim().split(/\s+as\s+/);
        const door = doorOf(routes[`${module}.ts`]?.[name!]);
        if (!door) throw new Error(`${file}: ${name} is no registered route.`);
        return listed(door.kind, `${method} ${addressOf(file)}`, door.permission);
      }),
    );
    if (open.length + shared.length === 0) throw new Error(`${file} is no door.`);
    return [...open, ...shared];
  });
}

function jobDoors(): Listed[] {
  return jobs.map(({ name, run }) => listed("job", name, doorOf(run)!.permission));
}
