import { getLocale, getTimeZone, getTranslations } from "next-intl/server";
import { formatInstant } from "@/components/format";
import { Alert } from "@/components/ui/alert";
import { customerKinds, importModes } from "@/db/enums";
import { can, type StaffContext } from "@/lib/core/context";
import { importDefinitions } from "@/lib/imports/definitions";
import { offeredTokens } from "@/lib/imports/head";
import { startingMapping } from "@/lib/imports/mapping";
import { findTwin, type ImportRecord } from "@/lib/imports/queries";
import { addableKinds, addingRight } from "@/lib/imports/schema";
import { DiscardButton } from "./decision-buttons";
import { HeadSwitch } from "./head-switch";
import { MappingForm } from "./mapping-form";

const SHOWN_SAMPLES = 3;

/** The second step: which column fills which field, and how the rows are meant (IMP-01, IMP-03). */
export async function MappingView({ ctx, record }: { ctx: StaffContext; record: ImportRecord }) {
  const [t, all] = [await getTranslations("imports"), await getTranslations()];
  const { head, options } = record;
  const [columns, twin, timeZone, locale] = await Promise.all([
    startingMapping(ctx, record),
    findTwin(ctx, record),
    getTimeZone(),
    getLocale(),
  ]);
  const { sheet } = importDefinitions[record.kind];
  const field = (name: string, label: string) => ({ value: name, label: all(label as never) });
  const fields = sheet.columns.map((column) => ({
    ...field(column.field, column.label),
    group: column.field.startsWith("contact.") ? ("contact" as const) : ("customer" as const),
  }));
  const offers = offeredTokens(head);
  const dictionaries = sheet.columns.flatMap(({ field: name, dictionary, adds, label }) =>
    addableKinds
      .filter((kind) => kind === (adds ?? dictionary) && can(ctx, addingRight(kind)))
      .map((kind) => ({ field: name, kind, label: all(label as never) })),
  );
  return (
    <div className="grid gap-5" lang={locale}>
      {twin && (
        <Alert tone="warning">
          {t("map.twin", { when: formatInstant(twin.createdAt.getTime(), timeZone), state: t(`state.${twin.state}`) })}{" "}
          <a className="link" href={`/system/imports/${twin.id}`}>
            {t("map.twin_open")}
          </a>{" "}
          {t("map.twin_go")}
        </Alert>
      )}
      {head.hidden > 0 && <Alert tone="warning">{t("map.hidden", { count: head.hidden })}</Alert>}
      <header className="grid gap-1">
        <h2>{t("map.title")}</h2>
        <p className="text-muted">{t("map.lead")}</p>
      </header>
      <HeadSwitch id={record.id} encoding={head.encoding} sheet={head.sheet} sheets={head.sheets} />
      <MappingForm
        key={record.version}
        id={record.id}
        columns={columns.map(({ header, field: chosen }, index) => ({
          header,
          field: chosen,
          samples: head.samples.slice(0, SHOWN_SAMPLES).map(({ cells }) => cells[index] ?? ""),
        }))}
        fields={fields}
        tokens={offers}
        dictionaries={dictionaries}
        keyHelp={t(`of.${record.kind}.key_help`)}
        kinds={customerKinds.map((kind) => field(kind, `customers.kind.${kind}`))}
        modes={importModes.map((mode) => ({
          value: mode,
          label: t(`mode.${mode}`),
          help: t(`of.${record.kind}.mode_help.${mode}`),
        }))}
        start={{
          mode: record.mode ?? "add",
          emptyTokens: options?.emptyTokens ?? offers.filter(({ ticked }) => ticked).map(({ token }) => token),
          customerKind: options?.customerKind ?? "company",
          addUnknown: options?.addUnknown ?? [],
        }}
      >
        <DiscardButton id={record.id} file={record.fileName} />
      </MappingForm>
    </div>
  );
}
