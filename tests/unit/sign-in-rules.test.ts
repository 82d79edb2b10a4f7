import { expect, test, vi } from "vitest";
import { parseEnv } from "@/lib/core/env";
import { authOptions } from "@/lib/users/auth-options";
import { passwordProblem } from "@/lib/users/password";
import { networkOf } from "@/lib/users/throttle";

vi.mock("next/headers", () => ({}));

const production = {
  DATABASE_URL: "postgres://localhost/kehu",
  APP_ENV: "production",
  AUTH_SECRET: "x".repeat(32),
};

test("production refuses a weak secret and fault points, with the reason (AU-13)", () => {
  expect(parseEnv(production).APP_ENV).toBe("production");
  expect(() => parseEnv({ ...production, AUTH_SECRET: "x".repeat(31) })).toThrow(/AUTH_SECRET: .*32/);
  expect(() => parseEnv({ ...production, FAULT: "import:kill" })).toThrow(/FAULT/);
  expect(() => parseEnv({ ...production, AUTH_SECRET: undefined })).toThrow(/AUTH_SECRET/);
  expect(parseEnv({ ...production, APP_ENV: undefined }).APP_ENV).toBe("production");
});

test("next-auth leads only to paths of this site, whatever callbackUrl says (AU-10)", async () => {
  for (const [name, value] of Object.entries({ ...production, APP_BASE_URL: "https://kehu.example" }))
    vi.stubEnv(name, value);
  const options = authOptions();
  const to = (url: string) => options.callbacks!.redirect!({ url, baseUrl: "https://forged.example" });
  expect(await to("/customers")).toBe("https://kehu.example/customers");
  for (const url of ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
    expect(await to(url)).toBe("https://kehu.example/");
  expect(options.cookies!.sessionToken).toEqual({
    name: "__Host-kehu.session",
    options: { httpOnly: true, sameSite: "lax", path: "/", secure: true },
  });
});

test.each([
  ["kurz", "sign_in.error.password_short"],
  ["１２３４５６７８９０", "sign_in.error.password_common"],
  ["qwertyuiop", "sign_in.error.password_common"],
  ["aaaaaaaaaaaaaaaa", "sign_in.error.password_common"],
  ["Password-2026", "sign_in.error.password_common"],
  ["zhang.wei.01", "sign_in.error.password_is_login"],
  ["ZHANG.WEI.01", "sign_in.error.password_is_login"],
  ["长江之水天上来奔流到海", undefined],
  ["a long walk by the river", undefined],
])("the new password %j: %s", (password, problem) => expect(passwordProblem(password, "zhang.wei.01")).toBe(problem));

test.each([
  [null, "unknown"],
  ["203.0.113.9", "203.0.113.9"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["2001:0DB8:0:0:ffff::1", "2001:db8:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
])("the address %s counts as %s", (address, network) => expect(networkOf(address)).toBe(network));
