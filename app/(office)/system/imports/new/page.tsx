import { getTranslations } from "next-intl/server";
import { PageTitle } from "@/components/layout/detail";
import { Messages } from "@/components/layout/messages";
import { importKinds } from "@/db/enums";
import { page } from "@/lib/core/page";
import { Steps } from "../steps";
import { UploadForm } from "./upload-form";

/** The first step of an import: the template, and the file (IMP-01). */
export default page("customers.import", async ({ installation }, { search }) => {
  const t = await getTranslations("imports");
  const kind = importKinds.find((one) => one === search.kind) ?? "customers";
  const megabytes = Math.floor(installation.importMaxBytes / 1024 / 1024);
  return (
    <Messages of={["imports"]}>
      <div className="grid gap-5">
        <PageTitle
          title={t(`of.${kind}.new`)}
          help={t("upload.lead", { rows: installation.importMaxRows, megabytes })}
        />
        <Steps current="file" />
        <UploadForm kind={kind} />
      </div>
    </Messages>
  );
});
