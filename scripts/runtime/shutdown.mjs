import { commandLineOf, parentOf } from "./processes.mjs";
import { say, sayFailure } from "./say.mjs";

/** npm passes Ctrl-C on to a process that got it from the terminal already: the echo is not a second wish. */
const echo = 1_000;

/**
 * Stops everything when the person (Ctrl-C), the system (SIGTERM) or the end of the terminal (SIGHUP) asks for it,
 * in the reverse order of `push`, and ends with code 0. Asked again, it ends at once.
 */
export function stopOnSignal() {
  /** @type {(() => unknown)[]} */
  const steps = [];
  let since = 0;

  /** @param {number} [code] @param {{ quiet?: boolean }} [options] `quiet`: all that matters has been said */
  async function stop(code = 0, { quiet = code !== 0 } = {}) {
    if (since) return;
    since = Date.now();
    if (!quiet) say("stopping");
    try {
      for (const step of steps.toReversed()) await step();
      if (!quiet) say("stopped");
    } catch (error) {
      sayFailure(error);
      code = 1;
    }
    process.exit(code);
  }
  function onSignal() {
    if (since && Date.now() - since > echo) process.exit(130);
    void stop();
  }
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, onSignal);
  stopWithStarter(onSignal);

  return { push: (/** @type {() => unknown} */ step) => void steps.push(step), stop };
}

/**
 * `npm run up` is two processes or, with a shell between, three, and kill -9 on npm reaches only npm: without its
 * starter the server would live on unseen. A process whose parent dies gets another parent, which is what is watched.
 * @param {() => void} onGone
 */
function stopWithStarter(onGone) {
  if (!process.env.npm_lifecycle_event) return;
  const shell = process.ppid;
  const behindShell = /npm/.test(commandLineOf(shell)) ? undefined : parentOf(shell);
  const timer = setInterval(() => {
    if (process.ppid === shell && (behindShell === undefined || parentOf(shell) === behindShell)) return;
    clearInterval(timer);
    onGone();
  }, 500);
  timer.unref();
}
