import { notFound } from "next/navigation";
import { customerHistory } from "@/lib/audit/history";
import { idParam, page } from "@/lib/core/page";
import { historyCursor, RecordHistory } from "../../../record-history";
import { CustomerFrame, customerOrNotFound } from "../customer-frame";

/** What happened to the customer, its contacts and its billing (AUD-01), under the same field rights as the record. */
export default page("customers.view", async (ctx, { params, search }) => {
  const found = await customerOrNotFound(ctx, idParam(params));
  if (!found.seesWhole) notFound();
  const { id } = found.customer;
  const history = await customerHistory(ctx, id, historyCursor(search.before));
  return (
    <CustomerFrame ctx={ctx} found={found} tab="history">
      <RecordHistory {...history} path={`/customers/${id}/history`} />
    </CustomerFrame>
  );
});
