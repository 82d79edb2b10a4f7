const LONGEST = 100;

/** What is looked for, out of the address: one text without what no name holds; nothing where there is none. */
export function searchText(value: string | string[] | undefined): string | undefined {
  const [text = ""] = [value].flat();
  // A control character is in no name, and PostgreSQL refuses NUL.
  return (
    text
      .replace(/\p{Cc}/gu, "")
      .trim()
      .slice(0, LONGEST) || undefined
  );
}
