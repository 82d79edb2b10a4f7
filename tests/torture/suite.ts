import type { Kehu } from "./kehu";

/** A long suite: what it does to a throw-away Kehu, and what it found. Says what it tried by printing it. */
export type Suite = {
  about: string;
  /** How often it tries when nobody says otherwise: kills, files. */
  times: number;
  minutes: (times: number) => number;
  /** Each finding is a sentence; none means that everything held. */
  run: (kehu: Kehu, times: number, seed: number) => Promise<string[]>;
};

export const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
