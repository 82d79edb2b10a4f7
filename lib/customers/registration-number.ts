const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const CREDIT_CODE = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/;

/** Whether a text has the form of a Chinese unified social credit code (统一社会信用代码, GB 32100). */
export const looksLikeCreditCode = (text: string) => CREDIT_CODE.test(text);

/** The check character over the first 17 of a unified social credit code. */
export function creditCheck(first17: string): string {
  const sum = [...first17].reduce((total, char, at) => total + ALPHABET.indexOf(char) * WEIGHTS[at]!, 0);
  return ALPHABET[(31 - (sum % 31)) % 31]!;
}

/** Letters and digits, 2–30: foreign registers have forms of their own; a Chinese code must have the right check character. */
export function isRegistrationNumber(text: string): boolean {
  if (!/^[0-9A-Z][0-9A-Z./ -]{1,29}$/.test(text)) return false;
  return !looksLikeCreditCode(text) || creditCheck(text.slice(0, 17)) === text[17];
}
