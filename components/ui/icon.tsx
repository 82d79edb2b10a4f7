import type { LucideIcon, LucideProps } from "lucide-react";

/** Said once for all icons by styles/controls.css instead of by each of them: every page sends a dozen. */
const bare: LucideProps = {
  xmlns: undefined,
  fill: undefined,
  stroke: undefined,
  strokeLinecap: undefined,
  strokeLinejoin: undefined,
};

/** An icon beside or instead of a word. It says nothing aloud: the word does, or the name of its button. */
export function Icon({ of: Shape, className }: { of: LucideIcon; className?: string }) {
  return <Shape aria-hidden {...bare} className={className} />;
}
