import type { Currency, DecisionRole } from "../enums";
import type { DraftCustomer } from "./demo-customers";
import { officeHour } from "./demo-history";
import { personName } from "./demo-names";
import type { BillingRow, ContactRow, CustomerRow, World } from "./demo-world";

const jobs: readonly (readonly [position: string, department: string, role: DecisionRole, weight: number])[] = [
  ["总经理", "总经办", "decision_maker", 3],
  ["采购经理", "采购部", "purchaser", 5],
  ["运营主管", "运营部", "influencer", 4],
  ["车队队长", "车队", "user", 4],
  ["IT 主管", "信息部", "influencer", 2],
  ["财务主管", "财务部", "other", 2],
];
const jobsAbroad: typeof jobs = [
  ["Managing Director", "Management", "decision_maker", 3],
  ["Purchasing Manager", "Purchasing", "purchaser", 4],
  ["Fleet Manager", "Operations", "user", 4],
];

/** One to four people at a customer, the first of them primary. */
export function contactRows(draft: DraftCustomer, customer: CustomerRow, { random }: World): ContactRow[] {
  const abroad = draft.country !== null;
  const count =
    draft.kind === "person"
      ? 1
      : random.weighted([
          [1, 5],
          [2, 4],
          [3, 2],
          [4, 1],
        ]);
  const known = random.shuffled(abroad ? jobsAbroad : jobs).slice(0, count);
  return known.map(([position, department, decisionRole], at) => {
    const { name, gender, mailbox } = personName(random, draft.country ?? undefined);
    const self = draft.kind === "person";
    const mobile = abroad
      ? `${draft.phone} x${random.between(10, 99)}`
      : `1${random.pick(["36", "37", "39", "52", "59", "77", "88"])}${random.digits(8)}`;
    return {
      id: random.id(customer.createdAt),
      customerId: customer.id,
      name: self ? draft.name : name,
      salutation: gender === "male" ? "mr" : "ms",
      department: self ? null : department,
      position: self ? null : position,
      mobile: self ? draft.phone : mobile,
      phone:
        !self && random.chance(0.3) && draft.areaCode
          ? `${draft.areaCode}-${random.between(2, 8)}${random.digits(7)}`
          : null,
      email: !self && random.chance(0.75) ? `${mailbox}@${draft.domain}` : null,
      wechat: !abroad && random.chance(0.4) ? `wx_${mailbox.replaceAll(".", "")}${random.digits(3)}` : null,
      qq: !abroad && random.chance(0.15) ? `${random.between(1, 9)}${random.digits(8)}` : null,
      isPrimary: at === 0,
      decisionRole: self ? null : decisionRole,
      createdAt: customer.createdAt,
      updatedAt: customer.createdAt,
      version: 1,
    };
  });
}

const banks = ["中国工商银行", "中国建设银行", "招商银行", "中国银行", "平安银行", "交通银行"];
const currencies: Record<string, Currency> = { 波兰: "PLN", 德国: "EUR", 法国: "EUR" };

/** What invoices say; filed some time after the customer. */
export function billingRow(
  draft: DraftCustomer,
  customer: CustomerRow,
  contact: ContactRow | undefined,
  { random, now }: World,
): BillingRow {
  const age = Math.floor((now.getTime() - customer.createdAt.getTime()) / 86_400_000);
  const at = officeHour(random, now, random.between(0, Math.max(0, age - 1)));
  const abroad = draft.country !== null;
  const city = draft.region
    .split("/")
    .at(-1)!
    .replace(/[市区]$/, "");
  return {
    id: customer.id,
    invoiceTitle: draft.name,
    taxNumber: draft.registrationNumber,
    bank: abroad ? null : `${random.pick(banks)}${city}分行`,
    accountNumber: abroad ? null : `${random.between(1, 9)}${random.digits(random.pick([15, 18]))}`,
    invoiceAddress: draft.address,
    invoicePhone: draft.phone,
    paymentTermDays: random.weighted([
      [0, 1],
      [30, 6],
      [45, 2],
      [60, 2],
      [90, 1],
    ]),
    currency: abroad ? (currencies[draft.country!] ?? "USD") : "CNY",
    billingContact: contact?.name ?? null,
    statementEmail: draft.domain && `finance@${draft.domain}`,
    createdAt: at > customer.createdAt ? at : customer.createdAt,
    updatedAt: at > customer.createdAt ? at : customer.createdAt,
    version: 1,
  };
}
