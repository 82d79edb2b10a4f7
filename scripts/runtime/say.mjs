/**
 * What the commands say to the person at the terminal. Chinese when the locale of the terminal is Chinese, else
 * English: these lines come before anything is installed, so they cannot use the message files of the application.
 */
import { sentences } from "./sentences.mjs";

/** @typedef {keyof typeof sentences} Sentence */

/** "zh" when the terminal's locale is Chinese, else "en". @param {NodeJS.ProcessEnv} env */
export function terminalLanguage(env = process.env) {
  return (env.LC_ALL || env.LC_MESSAGES || env.LANG || "").startsWith("zh") ? "zh" : "en";
}

/** One sentence with its values put in. @param {Sentence} key @param {Record<string, unknown>} values */
function sentence(key, values = {}, language = terminalLanguage()) {
  return sentences[key][language].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

/** Prints one progress line. @param {Sentence} key @param {Record<string, unknown>} [values] */
export function say(key, values) {
  console.log(sentence(key, values));
}

/**
 * A reason not to go on that the person can act on: shown as one sentence, without a stack, exit code 1. `detail` is
 * the end of another program's output, printed under the sentence.
 */
export class Refusal extends Error {
  /** @param {Sentence} key @param {Record<string, unknown>} [values] @param {string} [detail] */
  constructor(key, values, detail) {
    super(sentence(key, values));
    this.name = "Refusal";
    this.key = key;
    this.detail = detail;
  }
}

/** Says why the command failed and sets exit code 1. A bug (anything but a Refusal) keeps its stack. @param {unknown} error */
export function sayFailure(error) {
  process.exitCode = 1;
  if (!(error instanceof Refusal)) return console.error(error);
  console.error(error.message);
  if (error.detail) console.error(error.detail.trimEnd());
}
