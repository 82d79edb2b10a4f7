import { project } from "./paths.mjs";
import { run } from "./processes.mjs";

/**
 * Runs npm in the project. npm tells its scripts where it lies; where no npm started us it is looked for on the PATH.
 * @param {readonly string[]} args @param {{ show?: boolean, env?: NodeJS.ProcessEnv }} [options]
 */
export function npm(args, options = {}) {
  const path = process.env.npm_execpath;
  return path?.endsWith("npm-cli.js")
    ? run(process.execPath, [path, ...args], { cwd: project, ...options })
    : run("npm", args, { cwd: project, shell: process.platform === "win32", ...options });
}
