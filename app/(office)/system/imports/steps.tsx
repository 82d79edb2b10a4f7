import { getTranslations } from "next-intl/server";

const steps = ["file", "map", "check", "done"] as const;
export type Step = (typeof steps)[number];

/** Where in the import one is. */
export async function Steps({ current }: { current: Step }) {
  const t = await getTranslations("imports.step");
  const at = steps.indexOf(current);
  return (
    <ol className="flex flex-wrap gap-x-6 gap-y-1 border-b pb-3">
      {steps.map((step, index) => (
        <li
          key={step}
          aria-current={step === current ? "step" : undefined}
          className={index === at ? "font-semibold text-primary" : index < at ? "text-foreground" : "text-muted"}
        >
          <span className="numbers">{index + 1}</span> {t(step)}
        </li>
      ))}
    </ol>
  );
}
