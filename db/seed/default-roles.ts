import type { Reach } from "../enums";

type Grant = { permission: string; reach: Reach };

const grantsOf = (module: string, actions: string, reach: Reach): Grant[] =>
  actions.split(" ").map((action) => ({ permission: `${module}.${action}`, reach }));

const contactData = grantsOf("fields", "contact_data", "all");

/** 普通员工: everybody's minimum. */
export const employeeGrants: Grant[] = [
  ...grantsOf("customers", "view", "own"),
  ...grantsOf("contacts", "view", "own"),
];

/** The default roles of the trade (05-decisions, "Default roles"), as far as their modules exist. */
export const defaultRoles: Record<string, { name: string; description: string; grants: Grant[] }> = {
  sales: {
    name: "销售",
    description: "自己的客户：新增、编辑、删除、导入、导出",
    grants: [
      ...grantsOf("customers", "view create edit delete import export share", "own"),
      ...grantsOf("tags", "view create", "all"),
      ...grantsOf("contacts", "view create edit delete invite", "own"),
      ...contactData,
    ],
  },
  manager: {
    name: "销售经理",
    description: "本部门及下级的客户，可变更所属人",
    grants: [
      ...grantsOf("customers", "view create edit delete import export share assign merge", "own"),
      ...grantsOf("tags", "view create edit delete", "all"),
      ...grantsOf("views", "share", "all"),
      ...grantsOf("contacts", "view create edit delete invite", "own"),
      ...contactData,
    ],
  },
  finance: {
    name: "财务",
    description: "全部客户：查看、导出、开票与结算信息",
    grants: [
      ...grantsOf("customers", "view export edit_billing", "all"),
      ...grantsOf("contacts", "view", "all"),
      ...grantsOf("fields", "bank_data", "all"),
      ...contactData,
    ],
  },
  support: {
    name: "技术支持",
    description: "查看全部客户",
    grants: [...grantsOf("customers", "view", "all"), ...grantsOf("contacts", "view", "all"), ...contactData],
  },
  service: {
    name: "客服",
    description: "全部客户：查看、编辑",
    grants: [
      ...grantsOf("customers", "view edit", "all"),
      ...grantsOf("contacts", "view create edit invite", "all"),
      ...contactData,
    ],
  },
  cloud: {
    name: "云计费运营",
    description: "全部客户：新增、编辑、导入、导出",
    grants: [
      ...grantsOf("customers", "view create edit import export", "all"),
      ...grantsOf("tags", "view create", "all"),
      ...grantsOf("contacts", "view create edit", "all"),
      ...contactData,
    ],
  },
};
