import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DetailHeader } from "@/components/layout/detail";
import { Messages } from "@/components/layout/messages";
import { SoftNavigation } from "@/components/layout/soft-navigation";
import { Badge } from "@/components/ui/badge";
import { idParam, page } from "@/lib/core/page";
import { findImport, type ImportRecord } from "@/lib/imports/queries";
import { importStatus } from "@/lib/imports/status";
import { Steps, type Step } from "../steps";
import { FailedView } from "./failed-view";
import { MappingView } from "./mapping-view";
import { ResultView } from "./result-view";
import { RunProgress } from "./run-progress";
import { UndoneView } from "./undone-view";

/** One import, as its state says: map the columns, wait, decide, see the result (IMP-01…05). */
export default page("customers.import", async (ctx, { params, search }) => {
  const record = (await findImport(ctx, idParam(params))) ?? notFound();
  const t = await getTranslations("imports");
  const isMine = record.createdBy === ctx.actor.id;
  const mapping =
    isMine && (record.state === "uploaded" || (search.step === "map" && importStatus[record.state].canMap));
  const { running } = importStatus[record.state];
  return (
    <Messages of={["imports", "import_undo"]}>
      <SoftNavigation className="grid gap-5">
        <DetailHeader
          title={record.fileName}
          state={<Badge tone={importStatus[record.state].tone}>{t(`state.${record.state}`)}</Badge>}
        />
        <Steps current={mapping ? "map" : stepOf(record)} />
        {mapping ? (
          <MappingView ctx={ctx} record={record} />
        ) : running ? (
          <RunProgress
            id={record.id}
            state={record.state}
            rowsRead={record.rowsRead}
            percentRead={record.percentRead}
            total={writable(record)}
          />
        ) : record.state === "failed" || record.state === "stopped" || record.state === "uploaded" ? (
          <FailedView record={record} isMine={isMine} />
        ) : record.state === "undone" ? (
          <UndoneView ctx={ctx} record={record} search={search} />
        ) : (
          <ResultView ctx={ctx} record={record} search={search} isMine={isMine} />
        )}
      </SoftNavigation>
    </Messages>
  );
});

function stepOf({ state }: ImportRecord): Step {
  if (state === "uploaded") return "map";
  return ["writing", "done", "undoing", "undone"].includes(state) ? "done" : "check";
}

const writable = ({ rowsCreated, rowsUpdated }: ImportRecord) => rowsCreated + rowsUpdated;
