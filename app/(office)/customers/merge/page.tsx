import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { PageTitle } from "@/components/layout/detail";
import { Messages } from "@/components/layout/messages";
import { SoftNavigation } from "@/components/layout/soft-navigation";
import { Alert } from "@/components/ui/alert";
import { page } from "@/lib/core/page";
import { comparePair } from "@/lib/merges/queries";
import { ChoosePair } from "./choose-pair";
import { MergeForm } from "./merge-form";

const uuid = z.uuid();
const idIn = (value: string | string[] | undefined) => uuid.safeParse(value).data;

/** 合并客户 (CUS-10): two customers beside each other, which value stays, what moves along. */
export default page("customers.merge", async (ctx, { search }) => {
  const t = await getTranslations("merges");
  const customers = await getTranslations("customers");
  const [survivorId, loserId] = [idIn(search.survivor), idIn(search.loser)];
  const pair = survivorId && loserId && survivorId !== loserId ? { survivorId, loserId } : undefined;
  const compared = pair && (await comparePair(ctx, pair));
  return (
    <SoftNavigation className="grid gap-4">
      <PageTitle title={t("title")} help={compared ? t("intro") : t("choose_help")} />
      {survivorId && survivorId === loserId && <Alert tone="danger">{t("same_twice")}</Alert>}
      {pair && !compared && <Alert tone="danger">{t("not_yours")}</Alert>}
      {compared ? (
        <Messages of={["merges"]}>
          <MergeForm
            key={`${compared.survivor.id} ${compared.survivor.version} ${compared.loser.version}`}
            {...compared}
            fields={compared.fields.map((field) => ({
              ...field,
              label: field.field === "billing" ? t("billing") : customers(`field.${field.field}`),
            }))}
          />
        </Messages>
      ) : (
        <ChoosePair ctx={ctx} survivorId={survivorId} loserId={loserId} />
      )}
    </SoftNavigation>
  );
});
