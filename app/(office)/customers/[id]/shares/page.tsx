import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Messages } from "@/components/layout/messages";
import { EmptyState } from "@/components/layout/states";
import { idParam, page } from "@/lib/core/page";
import { listShares, MAX_SHARES } from "@/lib/shares/queries";
import { CustomerFrame, customerOrNotFound } from "../customer-frame";
import { ShareTable } from "./share-table";

/** With whom the customer is shared (CUS-06, SHA-01); its receivers are not told of each other (D-03). */
export default page("customers.view", async (ctx, { params }) => {
  const found = await customerOrNotFound(ctx, idParam(params));
  if (!found.seesWhole) notFound();
  const shares = await listShares(ctx, found.customer.id);
  const t = await getTranslations("shares");
  return (
    <CustomerFrame ctx={ctx} found={found} tab="shares">
      {shares.length > 0 ? (
        <Messages of={["shares"]}>
          <ShareTable shares={shares} mayEnd={found.canShare} />
        </Messages>
      ) : (
        <EmptyState title={t("empty_title")} help={t("empty_help")} />
      )}
      {shares.length === MAX_SHARES && <p className="text-muted">{t("more", { count: MAX_SHARES })}</p>}
    </CustomerFrame>
  );
});
