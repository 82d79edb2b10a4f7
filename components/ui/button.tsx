import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "./cn";

/** The look of a button, also for links that look like one. */
export const buttonStyle = cva(
  "inline-flex shrink-0 items-center justify-center gap-1.5 rounded border font-medium whitespace-nowrap transition-colors disabled:opacity-50 [&_svg]:size-4",
  {
    variants: {
      variant: {
        primary: "border-primary bg-primary text-on-primary hover:border-primary-hover hover:bg-primary-hover",
        outline: "border-input bg-background text-foreground hover:bg-hover",
        ghost: "border-transparent text-foreground hover:bg-hover",
        link: "border-transparent px-1 text-primary hover:underline",
        danger: "border-danger bg-danger text-on-danger hover:border-danger-hover hover:bg-danger-hover",
      },
      size: { normal: "h-8 px-3", small: "h-7 px-2 text-small", large: "h-11 px-5 text-group", icon: "size-8 p-0" },
    },
    defaultVariants: { variant: "outline", size: "normal" },
  },
);

export type ButtonProps = ComponentProps<"button"> & VariantProps<typeof buttonStyle>;

/** A button; it submits a form only when `type="submit"` says so. */
export function Button({ className, variant, size, type = "button", ...props }: ButtonProps) {
  return <button type={type} className={cn(buttonStyle({ variant, size }), className)} {...props} />;
}

/** A button that shows only an icon: its name is read aloud and shown as a tooltip. */
export function IconButton({ label, ...props }: Omit<ButtonProps, "size"> & { label: string }) {
  return <Button variant="ghost" size="icon" aria-label={label} title={label} {...props} />;
}
