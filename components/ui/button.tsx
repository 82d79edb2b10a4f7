import type { ComponentProps } from "react";
import { cn } from "./cn";

type Look = {
  variant?: "primary" | "outline" | "ghost" | "link" | "danger";
  size?: "normal" | "small" | "large" | "icon";
};

/** The look of a button, also for links that look like one; see styles/controls.css. */
export const buttonStyle = ({ variant = "outline", size = "normal" }: Look = {}) =>
  cn("button", variant !== "outline" && variant, size !== "normal" && size);

export type ButtonProps = ComponentProps<"button"> & Look;

/** A button; it submits a form only when `type="submit"` says so. */
export function Button({ className, variant, size, type = "button", ...props }: ButtonProps) {
  return <button type={type} className={cn(buttonStyle({ variant, size }), className)} {...props} />;
}

/** A button that shows only an icon: its name is read aloud and shown as a tooltip. */
export function IconButton({ label, ...props }: Omit<ButtonProps, "size"> & { label: string }) {
  return <Button variant="ghost" size="icon" aria-label={label} title={label} {...props} />;
}
