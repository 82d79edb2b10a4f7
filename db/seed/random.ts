/** Chance that is the same on every run: everything random in the demo data comes from one of these. */
export type Random = {
  /** At least 0, below 1. */
  next(): number;
  /** A whole number between two, both included. */
  between(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** One of several by their weights. */
  weighted<T>(choices: readonly (readonly [T, weight: number])[]): T;
  shuffled<T>(list: readonly T[]): T[];
  digits(count: number): string;
  /** A UUID v7 of a moment: ids of the past sort by their time, as those do that the application makes. */
  id(at: Date): string;
};

/** The generator "mulberry32" with the draws that the demo data needs. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  const pick = <T>(list: readonly T[]): T => list[between(0, list.length - 1)]!;
  const digits = (count: number) => Array.from({ length: count }, () => between(0, 9)).join("");
  const hex = (count: number) => Array.from({ length: count }, () => between(0, 15).toString(16)).join("");
  return {
    next,
    between,
    pick,
    digits,
    chance: (probability) => next() < probability,
    weighted(choices) {
      let left = next() * choices.reduce((total, [, weight]) => total + weight, 0);
      return (choices.find(([, weight]) => (left -= weight) < 0) ?? choices[0]!)[0];
    },
    shuffled(list) {
      const rest = [...list];
      for (let at = rest.length - 1; at > 0; at--) {
        const other = between(0, at);
        [rest[at], rest[other]] = [rest[other]!, rest[at]!];
      }
      return rest;
    },
    id(at) {
      const time = at.getTime().toString(16).padStart(12, "0");
      return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${pick(["8", "9", "a", "b"])}${hex(3)}-${hex(12)}`;
    },
  };
}
