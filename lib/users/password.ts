import "server-only";
import { hash, verify } from "@node-rs/argon2";
import { commonPasswords } from "./common-passwords";

const SHORTEST = 10;
const LONGEST = 200;

/** argon2id (the library's default) as OWASP recommends it: 19 MiB, two passes, one lane; about 50 ms. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The hash of a password that nobody knows: a login that does not exist costs the same time as a wrong password (AU-09). */
const NOBODYS = "$argon2id$v=19$m=19456,t=2,p=1$qlFs/EGc52F9xllkA0VoiA$7EkcxjJk/pJjYwiPDmGiTZ4tPxMOrfOrPjn2jKK0nKw";

/** Full-width and composed characters are the same password on every keyboard. */
const typed = (password: string) => password.normalize("NFKC");

export const hashPassword = (password: string): Promise<string> => hash(typed(password), cost);

/** Whether the password is the one of the hash. Takes the same time without a hash, and then is never right. */
export async function isPassword(password: string, hashed: string | null | undefined): Promise<boolean> {
  const fits = password.length <= LONGEST;
  const right = await verify(hashed ?? NOBODYS, fits ? typed(password) : "");
  return right && fits && Boolean(hashed);
}

/** What speaks against a new password, as a message key, or nothing (ACC-05). */
export function passwordProblem(password: string, login: string): string | undefined {
  const plain = typed(password).toLowerCase();
  if (plain.length < SHORTEST) return "sign_in.error.password_short";
  if (plain.length > LONGEST) return "sign_in.error.password_long";
  const name = login.toLowerCase();
  if (plain === name || plain === `${name}${name}` || plain === name.split("").reverse().join(""))
    return "sign_in.error.password_is_login";
  return isCommon(plain) ? "sign_in.error.password_common" : undefined;
}

/** In the list as it is, or with digits and signs around it: "password2026!" is as easy as "password". */
function isCommon(plain: string): boolean {
  if (new Set(plain).size < 4) return true;
  const bare = plain.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "");
  return commonPasswords.has(plain) || commonPasswords.has(bare);
}
