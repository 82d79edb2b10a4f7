import { notFound } from "next/navigation";
import { contactHistory } from "@/lib/audit/history";
import { historyList } from "@/lib/audit/list";
import { parseList } from "@/lib/core/list";
import { idParam, page } from "@/lib/core/page";
import { RecordHistory } from "../../../record-history";
import { ContactFrame, contactOrNotFound } from "../contact-frame";

/** What happened to a contact at the customers that the actor sees (AUD-01), under the same field rights as the record. */
export default page("contacts.view", async (ctx, { params, search }) => {
  const found = await contactOrNotFound(ctx, idParam(params));
  const whole = found.links.filter(({ seesWhole }) => seesWhole);
  if (whole.length === 0) notFound();
  const ids = whole.map(({ id }) => id);
  const history = await contactHistory(ctx, ids, { filters: {}, after: parseList(historyList, search).after });
  return (
    <ContactFrame ctx={ctx} found={found} tab="history">
      <RecordHistory {...history} path={`/contacts/${found.contact.id}/history`} />
    </ContactFrame>
  );
});
