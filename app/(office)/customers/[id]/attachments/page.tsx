import { getFormatter, getTranslations } from "next-intl/server";
import { Messages } from "@/components/layout/messages";
import { EmptyState } from "@/components/layout/states";
import { endingsOf } from "@/lib/attachments/formats";
import { findAttachmentLimits, listAttachments } from "@/lib/attachments/queries";
import { idParam, page } from "@/lib/core/page";
import { CustomerFrame, customerOrNotFound } from "../customer-frame";
import { AttachmentList } from "./attachment-list";
import { UploadArea } from "./upload-area";

const MEGABYTE = 1024 * 1024;

/** The files of a customer (ATT-01): who sees the customer may load them, who may edit it adds and removes them. */
export default page("customers.view", async (ctx, { params }) => {
  const found = await customerOrNotFound(ctx, idParam(params));
  const { id } = found.customer;
  const [attachments, limits, t, format] = await Promise.all([
    listAttachments(ctx, "customer", id),
    findAttachmentLimits(ctx),
    getTranslations("attachments"),
    getFormatter(),
  ]);
  const types = format.list(limits.types.map((type) => t(`type.${type}`)));
  const megabytes = Math.floor(limits.maxBytes / MEGABYTE);
  return (
    <CustomerFrame ctx={ctx} found={found} tab="attachments">
      <Messages of={["attachments"]}>
        {found.canEdit && (
          <UploadArea
            on="customer"
            record={id}
            endings={endingsOf(limits.types)}
            help={t("lead", { megabytes, types })}
          />
        )}
        {attachments.length > 0 ? (
          <AttachmentList attachments={attachments} mayRemove={found.canEdit} />
        ) : (
          <EmptyState title={t("empty_title")} help={t(found.canEdit ? "empty_help" : "empty_help_view")} />
        )}
      </Messages>
    </CustomerFrame>
  );
});
