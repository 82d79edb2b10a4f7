import { getTranslations } from "next-intl/server";
import { Picker } from "@/components/form/picker";
import { buttonStyle } from "@/components/ui/button";
import type { StaffContext } from "@/lib/core/context";
import { findDuplicates } from "@/lib/customers/duplicates";
import { type CustomerView, findCustomer } from "@/lib/customers/queries";

type Props = { ctx: StaffContext; survivorId?: string; loserId?: string };

/** Which two customers: both searched for, or the other one taken from the possible duplicates of the first. */
export async function ChoosePair({ ctx, survivorId, loserId }: Props) {
  const t = await getTranslations("merges");
  const survivor = survivorId ? await findCustomer(ctx, survivorId) : undefined;
  const loser = loserId && loserId !== survivorId ? await findCustomer(ctx, loserId) : undefined;
  const sides = [
    { name: "survivor", label: t("survivor_label"), view: survivor },
    { name: "loser", label: t("loser_label"), view: loser },
  ];
  return (
    <>
      <form method="get" action="/customers/merge" className="form">
        <div className="form-grid">
          {sides.map(({ name, label, view }) => (
            <div key={name} className="field">
              <label className="field-label" htmlFor={`merge-${name}`}>
                {label}
              </label>
              <Picker
                key={view?.customer.id}
                id={`merge-${name}`}
                name={name}
                label={label}
                endpoint="/api/customers"
                initial={view && optionOf(view)}
              />
            </div>
          ))}
        </div>
        <div>
          <button type="submit" className={buttonStyle({ variant: "primary" })}>
            {t("compare")}
          </button>
        </div>
      </form>
      {survivor && <PossibleDuplicates ctx={ctx} of={survivor} />}
    </>
  );
}

const optionOf = ({ customer: { id, name, number } }: CustomerView) => ({ id, label: name, hint: number });

async function PossibleDuplicates({ ctx, of }: { ctx: StaffContext; of: CustomerView }) {
  const t = await getTranslations("merges");
  const words = await getTranslations("duplicates");
  const { id, name, registrationNumber, phone, domain } = of.customer;
  const texts = { registrationNumber, phone, domain };
  const asked = Object.fromEntries(Object.entries(texts).map(([field, value]) => [field, value ?? undefined]));
  const { found } = await findDuplicates(ctx, { id, name, ...asked });
  return (
    <section className="grid gap-2">
      <h2>{t("possible_of", { name })}</h2>
      {found.length === 0 && <p className="text-muted">{t("none_possible")}</p>}
      <ul className="grid gap-1">
        {found.map((one) => (
          <li key={one.id}>
            <a className="link underline" href={`/customers/merge?survivor=${id}&loser=${one.id}`}>
              {one.name}
            </a>{" "}
            <span className="text-muted">
              {[
                one.number,
                one.owner && words("owner", { owner: one.owner }),
                words("same", { reasons: one.reasons.map((reason) => words(`reason.${reason}`)).join("、") }),
              ]
                .filter(Boolean)
                .join(" · ")}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
