import { getLocale, getTranslations } from "next-intl/server";
import { formatNumber } from "@/components/format";
import type { ImportRecord } from "@/lib/imports/queries";

/** The counts of an import; they add up to the rows of the file (I9). */
export async function Counts({ record, held }: { record: ImportRecord; held: number }) {
  const t = await getTranslations("imports");
  const parts = [
    { sign: "", label: t("preview.total"), count: record.rowsRead },
    { sign: "=", label: t("field.created"), count: record.rowsCreated },
    { sign: "+", label: t("field.updated"), count: record.rowsUpdated },
    { sign: "+", label: t("field.unchanged"), count: record.rowsUnchanged },
    { sign: "+", label: t("view.bad"), count: record.rowsBad - held },
    ...(held > 0 ? [{ sign: "+", label: t("view.held"), count: held }] : []),
  ];
  return <CountParts parts={parts} />;
}

/** A sum and its parts, each with its sign. */
export async function CountParts({ parts }: { parts: readonly { sign: string; label: string; count: number }[] }) {
  const locale = await getLocale();
  return (
    <dl className="flex flex-wrap items-end gap-x-3 gap-y-2">
      {parts.map(({ sign, label, count }) => (
        <div key={label} data-sign={sign} className={sign ? `min-w-16 ${signed}` : "min-w-16"}>
          <dt className="text-small text-muted">{label}</dt>
          <dd className="numbers text-title font-semibold">{formatNumber(count, locale)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The sign stands before both lines of a count; it is drawn, as a list of facts holds nothing but names and values. */
const signed =
  "grid grid-cols-[auto_1fr] gap-x-3 before:row-span-2 before:self-end before:pb-0.5 before:text-muted before:content-[attr(data-sign)]";
