import type { City } from "./demo-places";
import type { Random } from "./random";

/** The check character over the first 17 of a unified social credit code, by the rule of the customer form. */
export type CreditCheck = (first17: string) => string;

const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** A unified social credit code: company of a district, organisation code (GB 11714) with its check, and the check over all. */
export function creditCode(random: Random, { division }: Pick<City, "division">, creditCheck: CreditCheck): string {
  const organisation = `MA${random.digits(6)}`;
  const value = (char: string) => Number.parseInt(char, 36);
  const sum = [...organisation].reduce((total, char, at) => total + value(char) * ORGANISATION_WEIGHTS[at]!, 0);
  const check = "0X987654321"[sum % 11]!;
  const first17 = `91${division}${organisation}${check}`;
  return first17 + creditCheck(first17);
}
