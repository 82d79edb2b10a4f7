import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Random, randomFrom } from "@/db/seed/random";
import { hostileFiles } from "../support/hostile-files";
import { formula, GOOD_ROWS, styled, table } from "../support/workbooks";
import type { Upload } from "./door";

/** `hopeless`: a file that may never become an import. A mutation can make a good file of a bad one, so only untouched ones are. */
export type Variant = Upload & { title: string; hopeless: boolean };

type File = Upload & { title: string };
type Mutation = { title: string; of: (file: File, random: Random) => Upload };

/** Good files, so that mutations of them come further than the first look at a file. */
const goodFiles = (): File[] => [
  { title: "a good workbook", name: "customers.xlsx", content: table(GOOD_ROWS) },
  {
    title: "a workbook of many kinds of cells",
    name: "customers.xlsx",
    content: table([...GOOD_ROWS, [styled(1, 46_000), formula("A1&B1", "x"), styled(3, 12)]], { dimension: "A1:C4" }),
  },
  { title: "good CSV", name: "customers.csv", content: Buffer.from("编号,名称,电话\nC-1,北斗科技,010-1\n".repeat(50)) },
  {
    title: "good GBK",
    name: "customers.csv",
    content: readFileSync(join(import.meta.dirname, "../support/customers-gbk.csv")),
  },
];

const bytes = (random: Random, count: number) =>
  Buffer.from(Array.from({ length: count }, () => random.between(0, 255)));
const NAMES = [
  "../../../etc/passwd.csv",
  "\u202Excel.slx",
  "a\0b.xlsx",
  `${"长".repeat(250)}.xlsx`,
  "customers",
  "=1+1.csv",
];

const mutations: Mutation[] = [
  {
    title: "cut",
    of: ({ name, content }, random) => ({ name, content: content.subarray(0, random.between(0, content.length)) }),
  },
  {
    title: "with flipped bytes",
    of: ({ name, content }, random) => {
      const flipped = Buffer.from(content);
      for (let left = random.between(1, 40); left > 0 && flipped.length > 0; left--)
        flipped[random.between(0, flipped.length - 1)]! ^= random.between(1, 255);
      return { name, content: flipped };
    },
  },
  {
    title: "with a piece of noise in it",
    of: ({ name, content }, random) => {
      const at = random.between(0, content.length);
      const noise = bytes(random, random.between(1, 5_000));
      return { name, content: Buffer.concat([content.subarray(0, at), noise, content.subarray(at)]) };
    },
  },
  {
    title: "with zeros over a part of it",
    of: ({ name, content }, random) => {
      const at = random.between(0, content.length);
      const end = Math.min(content.length, at + random.between(1, 2_000));
      return { name, content: Buffer.from(content).fill(0, at, end) };
    },
  },
  { title: "twice in a row", of: ({ name, content }) => ({ name, content: Buffer.concat([content, content]) }) },
  {
    title: "under another ending",
    of: ({ content }, random) => ({ name: `customers.${random.pick(["csv", "xlsx", "xls", "pdf", "CSV"])}`, content }),
  },
  { title: "under an odd name", of: ({ content }, random) => ({ name: random.pick(NAMES), content }) },
  { title: "of a length not announced", of: ({ name, content }) => ({ name, content, unannounced: true }) },
];

/** `count` files, the same for the same seed: every hostile file as it is, then all of them and good ones, mutated. */
export function* variants(count: number, seed: number): Generator<Variant> {
  const random = randomFrom(seed);
  const hostile = hostileFiles();
  const all: File[] = [...hostile, ...goodFiles(), ...goodFiles(), ...goodFiles()];
  for (const { title, name, content } of random.shuffled(hostile).slice(0, count))
    yield { title, name, content, hopeless: true };
  for (let made = hostile.length; made < count; made++) {
    const file = random.pick(all);
    const mutation = random.pick(mutations);
    yield { ...mutation.of(file, random), title: `${file.title}, ${mutation.title}`, hopeless: false };
  }
}
