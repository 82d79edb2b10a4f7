const LONGEST_STEM = 150;
/** Control characters, marks that turn the direction of writing or are not seen, line ends, halves of characters. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
/** Means something to a file system on which the file may be saved. */
const SPECIAL = /[<>:"|?*]/g;

/** The ending of a name in small letters, without its dot; "" where there is none. */
export const endingOf = (name: string): string => /[^.]\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? "";

/**
 * What a file may be called here (IM-18): the last part of whatever path came, without anything unseen, not too long, its ending
 * kept. "" where nothing is left.
 */
export function cleanFileName(name: string): string {
  const last = name.normalize("NFC").split(/[/\\]/).at(-1)!;
  const bare = last
    .replace(UNSEEN, "")
    .replace(SPECIAL, "_")
    .replace(/\s+/g, " ")
    .replace(/^[. ]+|[. ]+$/g, "");
  const ending = endingOf(bare);
  if (ending === "") return [...bare].slice(0, LONGEST_STEM).join("");
  const stem = bare.slice(0, -ending.length - 1).trimEnd();
  return `${[...stem].slice(0, LONGEST_STEM).join("")}.${bare.slice(-ending.length)}`;
}
