import { execFileSync, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** True while a process with this id exists, whoever owns it. @param {number} pid */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}

/**
 * Something that tells a process from a later one with the same id: ids come round again, quickly so in a container.
 * Empty when the process is gone. @param {number} pid
 */
export function birthOf(pid) {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return `${boot}/${statOf(pid)[19]}`;
  } catch {
    return ps(pid, "lstart=");
  }
}

/** The process id of a process's parent, 0 when it is gone. @param {number} pid */
export function parentOf(pid) {
  try {
    return Number(statOf(pid)[1]);
  } catch {
    return Number(ps(pid, "ppid="));
  }
}

/** The command line of a process, "" when it is gone or hidden. @param {number} pid */
export function commandLineOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return ps(pid, "command=");
  }
}

/** The fields after the name, which may itself hold blanks and brackets (proc(5), /proc/pid/stat). @param {number} pid */
function statOf(pid) {
  return (readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1) ?? "").split(" ");
}

/** For systems without /proc. @param {number} pid @param {string} column */
function ps(pid, column) {
  try {
    return execFileSync("ps", ["-o", column, "-p", String(pid)], { stdio: ["ignore", "pipe", "ignore"] })
      .toString()
      .trim();
  } catch {
    return "";
  }
}

/** Waits until the process is gone; false when it is still there after `milliseconds`. @param {number} pid @param {number} milliseconds */
export async function isGoneWithin(pid, milliseconds) {
  const end = Date.now() + milliseconds;
  while (isAlive(pid)) {
    if (Date.now() > end) return false;
    await sleep(25);
  }
  return true;
}

/**
 * Runs a program to its end and gives back its exit code and the end of what it wrote (stdout and stderr together).
 * A program that cannot be started or was killed by a signal has code 1.
 * @param {string} command @param {readonly string[]} args
 * @param {import("node:child_process").SpawnOptions & { show?: boolean }} options `show` passes the output through
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(command, args, { show = false, ...options } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { ...options, stdio: show ? "inherit" : ["ignore", "pipe", "pipe"] });
    let output = "";
    const keep = (/** @type {Buffer} */ chunk) => (output = (output + chunk.toString()).slice(-20_000));
    child.stdout?.on("data", keep);
    child.stderr?.on("data", keep);
    const onExit = () => child.kill(); // a stopped command takes along what it started
    process.once("exit", onExit);
    child.on("error", (error) => resolve({ code: 1, output: error.message }));
    child.on("close", (code) => {
      process.off("exit", onExit);
      resolve({ code: code ?? 1, output });
    });
  });
}

/** The last `count` lines that are not empty. @param {string} text */
export function lastLines(text, count = 15) {
  return text
    .split("\n")
    .filter((line) => line.trim())
    .slice(-count)
    .join("\n");
}
