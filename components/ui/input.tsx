import type { ComponentProps } from "react";
import { cn } from "./cn";

/** The look of everything one types or chooses in. */
export const inputStyle =
  "h-8 w-full min-w-0 rounded border border-input bg-background px-2.5 text-foreground disabled:bg-sunken disabled:text-muted [&:is(input):read-only]:bg-sunken aria-invalid:border-danger";

export function Input({ className, ...props }: ComponentProps<"input">) {
  return <input className={cn(inputStyle, className)} {...props} />;
}

export function Textarea({ className, ...props }: ComponentProps<"textarea">) {
  return <textarea className={cn(inputStyle, "h-auto min-h-20 py-1.5", className)} {...props} />;
}

/** The native list box: quick, known to everybody, right on a telephone. */
export function Select({ className, ...props }: ComponentProps<"select">) {
  return <select className={cn(inputStyle, "pr-1", className)} {...props} />;
}

export function Checkbox({ className, ...props }: Omit<ComponentProps<"input">, "type">) {
  return <input type="checkbox" className={cn("size-4 shrink-0 accent-primary", className)} {...props} />;
}
