import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "./build.mjs";
import { install } from "./install.mjs";
import { npm } from "./npm.mjs";
import { project } from "./paths.mjs";
import { sayFailure } from "./say.mjs";

const results = join(project, "test-results");

/** The steps in their order; those with `tests` are vitest projects, whose results are counted. */
const steps = [
  { name: "types" },
  { name: "lint" },
  { name: "format" },
  { name: "dead" },
  { name: "unit", tests: true },
  { name: "integration", tests: true },
  { name: "build", work: buildStep },
  { name: "e2e", tests: true, after: "build" },
];

/**
 * npm test: everything that must hold before a change lands, also from a fresh clone. All steps run, so that one run
 * tells everything; the exit code is that of the first step that failed. The last line is the sum over all tests; a
 * failed step without a failed test (types, a suite that did not load) counts as one failure.
 */
export async function test() {
  let exitCode = 0;
  const sum = { passed: 0, failed: 0 };
  /** @type {Set<string>} */
  const broken = new Set();
  try {
    await install();
    rmSync(results, { recursive: true, force: true });
    mkdirSync(results);
    for (const step of steps) {
      if (step.after && broken.has(step.after)) continue;
      console.log(`\n— ${step.name}`);
      const begin = Date.now();
      const code = await (step.work?.() ?? npmStep(step.name, step.tests ?? false));
      const count = step.tests ? countTests(step.name) : { passed: 0, failed: 0 };
      if (code !== 0) broken.add(step.name);
      exitCode ||= code;
      sum.passed += count.passed;
      sum.failed += code === 0 ? count.failed : Math.max(1, count.failed);
      console.log(
        `— ${step.name}: ${code === 0 ? "ok" : `failed, code ${code}`}, ${((Date.now() - begin) / 1000).toFixed(1)} s`,
      );
    }
  } catch (error) {
    sayFailure(error);
    exitCode ||= 1;
    sum.failed += 1;
  }
  process.exitCode = exitCode;
  console.log(`\n${sum.passed} passed, ${sum.failed} failed`);
}

/** @param {string} name @param {boolean} counted @returns {Promise<number>} */
async function npmStep(name, counted) {
  const report = counted ? ["--", "--reporter=default", "--reporter=json", `--outputFile.json=${fileOf(name)}`] : [];
  // The tools set NODE_ENV themselves; one that was set for a server would mislead them.
  const { NODE_ENV: _, ...env } = process.env;
  const { code } = await npm(["run", "--silent", name, ...report], { show: true, env });
  return code;
}

async function buildStep() {
  try {
    await build();
    return 0;
  } catch (error) {
    sayFailure(error);
    return 1;
  }
}

/** Counts a vitest report; a file that failed before its tests could run has no tests in it and counts as one failure. @param {string} name */
function countTests(name) {
  try {
    const report = JSON.parse(readFileSync(fileOf(name), "utf8"));
    const unread = report.testResults.filter(
      (/** @type {{ status: string, assertionResults: unknown[] }} */ file) =>
        file.status === "failed" && file.assertionResults.length === 0,
    );
    return { passed: Number(report.numPassedTests), failed: Number(report.numFailedTests) + unread.length };
  } catch {
    return { passed: 0, failed: 1 }; // no report: vitest itself did not get far
  }
}

/** @param {string} name */
const fileOf = (name) => join(results, `${name}.json`);
