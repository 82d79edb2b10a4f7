const LONGEST = 2_000;

/**
 * The text as a path of this site, or nothing. What a link or a form hands on as "go there afterwards" must not lead
 * elsewhere (AU-10): `//evil`, `/\evil`, `/.//evil`, a scheme, a line break inside.
 */
export function safePath(text: unknown): string | undefined {
  if (typeof text !== "string" || text.length > LONGEST || !isLocal(text) || !URL.canParse(text, HERE))
    return undefined;
  const url = new URL(text, HERE);
  const path = `${url.pathname}${url.search}`;
  // Looked at again: taking out "." and ".." can leave a path that begins with two slashes.
  return url.origin === HERE && isLocal(path) ? path : undefined;
}

const HERE = "http://here.invalid";

/** One slash and no second one; browsers take a backslash for a slash and skip control characters. */
// eslint-disable-next-line no-control-regex
const isLocal = (text: string) => /^\/(?!\/)/.test(text) && !/[\\\u0000-\u001f\u007f]/.test(text);
