const LONGEST = 100;

/** What is looked for, out of the address: one text without what no name holds; nothing where there is none. */
export function searchText(value: string | string[] | undefined): string | undefined {
  const [text = ""] = [value].flat();
  // eslint-disable-next-line no-control-regex -- a control character is in no name, and PostgreSQL refuses NUL
  return (
    text
      .replace(/[\u0000-\u001f\u007f]/g, "")
      .trim()
      .slice(0, LONGEST) || undefined
  );
}
