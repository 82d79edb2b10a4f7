import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import type { Tone } from "./badge";
import { cn } from "./cn";
import { Icon } from "./icon";

const looks = {
  neutral: { icon: Info, style: "bg-neutral-soft text-muted" },
  info: { icon: Info, style: "bg-info-soft text-info" },
  success: { icon: CircleCheck, style: "bg-success-soft text-success" },
  warning: { icon: TriangleAlert, style: "bg-warning-soft text-warning" },
  danger: { icon: CircleAlert, style: "bg-danger-soft text-danger" },
} satisfies Record<Tone, unknown>;

/** A message that stands in the page. `live` has it read aloud as soon as it appears. */
export function Alert({
  tone = "info",
  title,
  live = false,
  children,
  className,
}: {
  tone?: Tone;
  title?: string;
  live?: boolean;
  children?: ReactNode;
  className?: string;
}) {
  const { icon, style } = looks[tone];
  return (
    <div role={live ? "alert" : undefined} className={cn("flex gap-2 rounded px-3 py-2", style, className)}>
      <Icon of={icon} className="mt-[3px]" />
      <div className="min-w-0 grow">
        {title && <p className="font-medium">{title}</p>}
        {children && <div className="text-foreground">{children}</div>}
      </div>
    </div>
  );
}
