import type { ComponentProps } from "react";
import { cn } from "./cn";

/** One line to type in. The looks of everything one types or chooses in are in styles/controls.css. */
export function Input({ className, ...props }: ComponentProps<"input">) {
  return <input className={cn("input", className)} {...props} />;
}

export function Textarea({ className, ...props }: ComponentProps<"textarea">) {
  return <textarea className={cn("input", className)} {...props} />;
}

/** The native list box: quick, known to everybody, right on a telephone. */
export function Select({ className, ...props }: ComponentProps<"select">) {
  return <select className={cn("input", className)} {...props} />;
}

export function Checkbox({ className, ...props }: Omit<ComponentProps<"input">, "type">) {
  return <input type="checkbox" className={cn("check", className)} {...props} />;
}
