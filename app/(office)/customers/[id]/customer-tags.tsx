import { getTranslations } from "next-intl/server";
import { Messages } from "@/components/layout/messages";
import type { StaffContext } from "@/lib/core/context";
import type { CustomerView } from "@/lib/customers/queries";
import { tagsOf } from "@/lib/tags/queries";
import { TagChips } from "./tag-chips";

/** The tags on the record of a customer (TAG-01); who may edit the customer puts them on and takes them off. */
export async function CustomerTags({ ctx, found }: { ctx: StaffContext; found: CustomerView }) {
  const t = await getTranslations("tags");
  const { id } = found.customer;
  return (
    <section className="grid gap-2">
      <h2>{t("title")}</h2>
      <Messages of={["tags"]}>
        <TagChips customerId={id} tags={await tagsOf(ctx, id)} canEdit={found.canEdit} />
      </Messages>
    </section>
  );
}
