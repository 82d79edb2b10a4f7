type ClassName = string | false | null | undefined;

/**
 * Class names joined, without those that do not hold. Utilities stand in a later layer than the looks of styles/, so they win
 * over those without being merged.
 */
export const cn = (...classes: readonly ClassName[]): string => classes.filter(Boolean).join(" ");
