import { clsx, type ClassValue } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

// The type scale has names of its own, which would otherwise be taken for colours.
const merge = extendTailwindMerge({
  extend: { classGroups: { "font-size": [{ text: ["small", "base", "group", "title"] }] } },
});

/** Class names joined; of two that contradict each other the later one holds. */
export const cn = (...classes: ClassValue[]) => merge(clsx(classes));
