import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";
import { describe, expect, test } from "vitest";
import { locales } from "@/db/enums";
import { keys, namespaces, texts } from "../support/texts";

const entries = [...texts].flatMap(([locale, all]) => [...all].map(([key, text]) => ({ locale, key, text })));
const chinese = entries.filter(({ locale }) => locale === "zh-CN");

/** The arguments of a text with their kinds, the choices of a select included: what a caller has to give. */
function argumentsOf(elements: MessageFormatElement[]): string[] {
  return elements.flatMap((element) => {
    switch (element.type) {
      case TYPE.literal:
      case TYPE.pound:
        return [];
      case TYPE.tag:
        return [`<${element.value}>`, ...argumentsOf(element.children)];
      case TYPE.plural:
        return [element.value, ...Object.values(element.options).flatMap(({ value }) => argumentsOf(value))];
      case TYPE.select: {
        const options = Object.keys(element.options).sort().join(" ");
        return [
          `${element.value}: ${options}`,
          ...Object.values(element.options).flatMap(({ value }) => argumentsOf(value)),
        ];
      }
      case TYPE.argument:
      case TYPE.number:
      case TYPE.date:
      case TYPE.time:
        return [element.value];
    }
  });
}

/** The words of a text without its syntax; an argument counts as a digit. */
const wordsOf = (elements: MessageFormatElement[]): string[] => {
  const here = elements.map((element) =>
    element.type === TYPE.literal
      ? element.value
      : element.type === TYPE.tag
        ? wordsOf(element.children).join("")
        : "{}",
  );
  const inside = elements.flatMap((element) =>
    element.type === TYPE.plural || element.type === TYPE.select
      ? Object.values(element.options).flatMap(({ value }) => wordsOf(value))
      : [],
  );
  return [here.join(""), ...inside];
};

describe("the three languages", () => {
  test("the scan finds texts", () => {
    expect(namespaces("zh-CN").length).toBeGreaterThan(10);
    expect(keys.size).toBeGreaterThan(800);
  });

  test.each(locales)("%s has the same files and keys as Chinese", (locale) => {
    expect(namespaces(locale)).toEqual(namespaces("zh-CN"));
    const own = texts.get(locale)!;
    expect([...keys].filter((key) => !own.has(key))).toEqual([]);
    expect([...own.keys()].filter((key) => !keys.has(key))).toEqual([]);
  });

  test("every text can be spoken, and says something", () => {
    const broken = entries.filter(({ text }) => text.trim() === "" || !parses(text));
    expect(broken).toEqual([]);
  });

  /** Where a language counts something else. */
  const OTHER_ARGUMENTS = ["audit.records"]; // Chinese tells how many there are, the others how many more.
  test("a text takes the same arguments in each language", () => {
    const taken = (text: string) => [...new Set(argumentsOf(parse(text)))].sort().join(", ");
    const inChinese = new Map(chinese.map(({ key, text }) => [key, taken(text)]));
    const different = entries.filter(({ key, text }) => taken(text) !== inChinese.get(key)).map(({ key }) => key);
    expect([...new Set(different)]).toEqual(OTHER_ARGUMENTS);
  });

  test("where a number is shown, one is told apart from many", () => {
    const counting = entries
      .filter(({ locale }) => locale !== "zh-CN")
      .flatMap(({ locale, key, text }) =>
        pluralsOf(parse(text)).map((options) => ({ at: `${locale} ${key}`, options })),
      )
      .filter(({ options }) => options.other?.value.some(({ type }) => type === TYPE.pound));
    expect(counting.length).toBeGreaterThan(20);
    expect(counting.filter(({ options }) => !("one" in options)).map(({ at }) => at)).toEqual([]);
  });
});

function parses(text: string): boolean {
  try {
    parse(text);
    return true;
  } catch {
    return false; // told by the test with its key
  }
}

type Options = Record<string, { value: MessageFormatElement[] }>;
function pluralsOf(elements: MessageFormatElement[]): Options[] {
  return elements.flatMap((element) => {
    if (element.type === TYPE.tag) return pluralsOf(element.children);
    if (element.type !== TYPE.plural && element.type !== TYPE.select) return [];
    const inside = Object.values(element.options).flatMap(({ value }) => pluralsOf(value));
    return element.type === TYPE.plural ? [element.options, ...inside] : inside;
  });
}

describe("Chinese is set as Chinese", () => {
  const HAN = "\\p{Script=Han}";
  const faults = (pattern: RegExp) =>
    chinese
      .filter(({ text }) => wordsOf(parse(text)).some((words) => pattern.test(words.replace(/\d+年\d+月\d+日/g, "1"))))
      .map(({ key, text }) => `${key}: ${text}`);

  test("punctuation beside Chinese is full-width, with no space around it", () => {
    expect(faults(new RegExp(`${HAN}[,.;:!?]|[,;:!?]${HAN}`, "u"))).toEqual([]);
    expect(faults(/\s[，。；：！？、]|[，。；：！？、]\s/)).toEqual([]);
    expect(faults(new RegExp(`${HAN}\\(|\\)${HAN}`, "u"))).toEqual([]);
  });
  test("between Chinese and Latin stands one space", () => {
    expect(faults(new RegExp(`${HAN}[A-Za-z0-9]|[A-Za-z0-9]${HAN}|${HAN}\\s{2,}|\\s{2,}${HAN}`, "u"))).toEqual([]);
  });
});
