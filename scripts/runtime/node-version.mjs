// Keep the syntax of this file old: an old Node has to read it in order to say that it is too old.

/** True when `version` ("20.9.0") is at least the oldest Node that Kehu supports (package.json, engines). */
export function isSupportedNode(version) {
  const parts = version.split(".");
  const major = Number(parts[0]);
  return major > 20 || (major === 20 && Number(parts[1]) >= 9);
}

/** Runs `main` on a Node that is new enough; otherwise says so and ends with code 1. */
export function onSupportedNode(main) {
  if (isSupportedNode(process.versions.node)) return main();
  const chinese = /^zh/.test(process.env.LC_ALL || process.env.LANG || "");
  console.error(
    chinese
      ? "Kehu 需要 Node 20.9 或更高版本，当前是 " + process.versions.node + "。请安装新版 Node 后重试。"
      : "Kehu needs Node 20.9 or newer, this is " + process.versions.node + ". Install a newer Node and try again.",
  );
  process.exitCode = 1;
}
