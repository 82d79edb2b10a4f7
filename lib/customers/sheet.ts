import { customerKinds, decisionRoles, ownerships, salutations } from "@/db/enums";
import { type CellKind, defineSheet, type SheetColumn } from "@/lib/core/sheet/define";

/** The columns have the names of the archive's fields; where those say too little in a list of columns, names of their own. */
const label = (field: string) => `imports.column.${field.replace(".", "_")}`;
const column = (field: string, kind: CellKind, more: Partial<SheetColumn> = {}): SheetColumn => ({
  field,
  label: label(field),
  kind,
  ...more,
});
const text = (max: number, multiline = false): CellKind => ({ type: "text", max, multiline });
const key = (max: number, pattern?: string): CellKind => ({ type: "key", max, pattern });
const choice = (values: readonly string[], name: string): CellKind => ({
  type: "choice",
  values,
  labels: name,
});
const lookup: CellKind = { type: "lookup", max: 100 };
const phone: CellKind = { type: "phone", max: 60 };
const help = (name: string) => `imports.help.${name}`;

/** The number of a customer, as the database's own rule has it. */
const NUMBER = "[A-Za-z0-9][A-Za-z0-9_.-]{0,49}";
const UUID = "[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}";

export const yesNo = ["yes", "no"] as const;

/** Customers together with their contacts in one sheet (IMP-02). A contact of its own row repeats number and name. */
export const customerSheet = defineSheet({
  name: "customers",
  title: "imports.sheet.customers",
  columns: [
    column("number", key(50, NUMBER), {
      help: help("number"),
      aliases: ["customerID", "customer no", "account number", "customer code", "客户代码", "客户号"],
      example: ["KH-2001", "KH-2001"],
    }),
    column("name", text(100), {
      required: true,
      aliases: [
        "companyName",
        "customer",
        "company",
        "account name",
        "公司名称",
        "客户",
        "单位名称",
        "公司",
        "nazwa firmy",
      ],
      example: ["苏州星航物流有限公司", "苏州星航物流有限公司"],
    }),
    column("shortName", text(40), { aliases: ["简称", "abbreviation"], example: ["星航物流", ""] }),
    column("kind", choice(customerKinds, "customers.kind"), {
      help: help("kind"),
      aliases: ["性质", "客户种类"],
      example: ["企业", "企业"],
    }),
    column("type", lookup, {
      dictionary: "customer_type",
      help: help("type"),
      aliases: ["类型", "category"],
      example: ["现有客户/直销客户", ""],
    }),
    column("industry", lookup, { dictionary: "industry", aliases: ["所属行业"], example: ["物流运输", ""] }),
    column("source", lookup, { dictionary: "source", aliases: ["来源", "lead source"], example: ["展会", ""] }),
    column("level", lookup, { dictionary: "level", aliases: ["级别"], example: ["A 重点", ""] }),
    column("creditRating", lookup, {
      dictionary: "credit_rating",
      aliases: ["信用评级", "credit"],
      example: ["AA", ""],
    }),
    column("registrationNumber", key(30), {
      help: help("registrationNumber"),
      aliases: ["统一社会信用代码", "信用代码", "tax number", "tax id", "税号", "VAT", "NIP"],
      example: ["91320594MA1XKH0001", ""],
    }),
    column("domain", { type: "domain" }, { aliases: ["域名", "domain name"], example: ["xinghang-wl.cn", ""] }),
    column("microsoftId", key(36, UUID), { aliases: ["tenant id", "微软租户"], example: ["", ""] }),
    column("phone", phone, {
      aliases: ["telephone", "tel", "公司电话", "联系电话", "座机"],
      example: ["0512-6281 1234", ""],
    }),
    column("fax", phone, { aliases: ["传真号码"], example: ["", ""] }),
    column(
      "email",
      { type: "email" },
      { aliases: ["mail", "电子邮件", "电子邮箱", "公司邮箱"], example: ["info@xinghang-wl.cn", ""] },
    ),
    column(
      "website",
      { type: "website" },
      { aliases: ["web", "url", "homepage", "公司网址", "主页"], example: ["https://xinghang-wl.cn", ""] },
    ),
    column("country", text(60), { help: help("region"), aliases: ["国别"], example: ["中国", ""] }),
    column("province", text(60), { aliases: ["region", "state", "省", "所在省份"], example: ["江苏省", ""] }),
    column("city", text(60), { aliases: ["town", "市", "所在城市"], example: ["苏州市", ""] }),
    column("address", text(200), {
      aliases: ["street", "详细地址", "通讯地址"],
      example: ["工业园区星湖街 328 号", ""],
    }),
    column("postcode", text(20), { aliases: ["postalCode", "zip", "zip code", "邮政编码"], example: ["215123", ""] }),
    column("parent", key(50, NUMBER), {
      help: help("parent"),
      aliases: ["parent number", "上级编号", "母公司编号"],
      example: ["", ""],
    }),
    column("ownership", choice(ownerships, "customers.ownership"), {
      help: help("ownership"),
      aliases: ["私有公共", "归属"],
      example: ["私有", ""],
    }),
    column("owner", key(40), {
      help: help("owner"),
      aliases: ["负责人", "所属人账号", "sales rep"],
      example: ["", ""],
    }),
    column("department", lookup, { help: help("department"), aliases: ["部门", "归属部门"], example: ["", ""] }),
    column("notes", text(2000, true), { aliases: ["comment", "remark", "说明", "备注信息"], example: ["", ""] }),
    column("tags", text(1000), {
      adds: "tag",
      help: help("tags"),
      aliases: ["tag", "labels", "客户标签", "etykiety"],
      example: ["重点客户、华东", ""],
    }),
    column("contact.name", text(60), {
      help: help("contact"),
      aliases: ["contactName", "contact person", "联系人", "主联系人"],
      example: ["顾晓雯", "周宁"],
    }),
    column("contact.salutation", choice(salutations, "contacts.salutation"), {
      aliases: ["称呼"],
      example: ["女士", "先生"],
    }),
    column("contact.department", text(60), { aliases: ["联系人所在部门"], example: ["采购部", "财务部"] }),
    column("contact.position", text(60), {
      aliases: ["contactTitle", "job title", "职务", "职位"],
      example: ["采购经理", "会计"],
    }),
    column("contact.mobile", phone, {
      aliases: ["mobile", "cell", "手机", "手机号", "手机号码"],
      example: ["138 0000 1234", "139 0000 5678"],
    }),
    column("contact.phone", phone, { aliases: ["contact telephone", "联系人座机"], example: ["", ""] }),
    column(
      "contact.email",
      { type: "email" },
      { aliases: ["contact mail", "联系人电子邮箱"], example: ["gu@xinghang-wl.cn", ""] },
    ),
    column("contact.wechat", text(60), { aliases: ["wechat", "微信号"], example: ["", ""] }),
    column("contact.qq", key(20), { aliases: ["qq", "QQ号"], example: ["", ""] }),
    column("contact.birthday", { type: "date" }, { aliases: ["birthday", "生日"], example: ["1988-05-12", ""] }),
    column("contact.decisionRole", choice(decisionRoles, "contacts.decision_role"), {
      aliases: ["决策角色"],
      example: ["采购", ""],
    }),
    column("contact.primary", choice(yesNo, "imports.yes_no"), {
      help: help("primary"),
      aliases: ["是否主联系人", "primary contact"],
      example: ["是", "否"],
    }),
  ],
});
