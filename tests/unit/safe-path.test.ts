import { expect, test } from "vitest";
import { safePath } from "@/lib/core/safe-path";

test.each(["/", "/customers", "/customers?q=北斗&size=20", "/a/b?to=//evil.example", "/%2F/evil.example"])(
  "%j stays here",
  (path) => expect(safePath(path)).toBe(new URL(path, "http://x").href.slice("http://x".length)),
);

test.each([
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "/.//evil.example",
  "/a/..//evil.example",
  "https://evil.example",
  "javascript:alert(1)",
  "data:text/html,x",
  "evil.example",
  " /customers",
  "",
  `/${"x".repeat(3_000)}`,
  undefined,
  ["/customers"],
])("%j leads elsewhere and is dropped (AU-10)", (path) => expect(safePath(path)).toBeUndefined());
