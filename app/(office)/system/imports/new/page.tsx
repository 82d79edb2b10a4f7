import { getTranslations } from "next-intl/server";
import { PageTitle } from "@/components/layout/detail";
import { Messages } from "@/components/layout/messages";
import { page } from "@/lib/core/page";
import { Steps } from "../steps";
import { UploadForm } from "./upload-form";

/** The first step of an import: the template, and the file (IMP-01). */
export default page("customers.import", async ({ installation }) => {
  const t = await getTranslations("imports");
  const megabytes = Math.floor(installation.importMaxBytes / 1024 / 1024);
  return (
    <Messages of={["imports"]}>
      <div className="grid gap-5">
        <PageTitle title={t("new")} help={t("upload.lead", { rows: installation.importMaxRows, megabytes })} />
        <Steps current="file" />
        <UploadForm kind="customers" />
      </div>
    </Messages>
  );
});
