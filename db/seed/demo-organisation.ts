import type { Gender, Locale } from "../enums";

/** The demo company: an operator of connected devices with a head office, a branch and a business abroad. */
export const company = {
  companyName: "远航物联",
  companyTaxNumber: "91440300MA5DEMO01X",
  companyAddress: "广东省深圳市南山区科技园科苑路 15 号远航大厦 18 楼",
};

type DepartmentTree = { name: string; code: string; below?: readonly DepartmentTree[] };
type DemoInstitution = {
  name: string;
  shortName: string;
  code: string;
  phone: string;
  address: string;
  departments: DepartmentTree;
};

export const institutions: readonly DemoInstitution[] = [
  {
    name: "华南总公司",
    shortName: "总公司",
    code: "HN",
    phone: "0755-8668 1000",
    address: company.companyAddress,
    departments: {
      name: "总公司管理层",
      code: "HN-00",
      below: [
        {
          name: "销售中心",
          code: "HN-10",
          below: [
            { name: "销售一部", code: "HN-11" },
            { name: "销售二部", code: "HN-12" },
            { name: "渠道部", code: "HN-13" },
          ],
        },
        { name: "财务部", code: "HN-20" },
        { name: "技术支持部", code: "HN-30" },
        { name: "客户服务部", code: "HN-40" },
        { name: "云业务部", code: "HN-50" },
        { name: "综合管理部", code: "HN-60" },
      ],
    },
  },
  {
    name: "华东分公司",
    shortName: "华东",
    code: "HD",
    phone: "021-5036 2200",
    address: "上海市浦东新区张江路 368 号 6 楼",
    departments: {
      name: "分公司管理层",
      code: "HD-00",
      below: [
        {
          name: "华东销售部",
          code: "HD-10",
          below: [
            { name: "上海组", code: "HD-11" },
            { name: "杭州组", code: "HD-12" },
          ],
        },
        { name: "华东客服部", code: "HD-20" },
      ],
    },
  },
  {
    name: "海外事业部",
    shortName: "海外",
    code: "OV",
    phone: "0755-8668 1900",
    address: "广东省深圳市南山区科苑路 15 号远航大厦 17 楼",
    departments: {
      name: "海外管理层",
      code: "OV-00",
      below: [
        { name: "国际销售部", code: "OV-10" },
        { name: "欧洲组", code: "OV-20" },
      ],
    },
  },
];

/** Every position by a short name: its department, what it is called, whether it leads, and to whom it reports. */
export const positions = {
  ceo: { department: "总公司管理层", name: "总经理", leads: true },
  sales_director: { department: "销售中心", name: "销售总监", leads: true, superior: "ceo" },
  sales1_head: { department: "销售一部", name: "销售经理", leads: true, superior: "sales_director" },
  sales1: { department: "销售一部", name: "客户经理", superior: "sales1_head" },
  sales2_head: { department: "销售二部", name: "销售经理", leads: true, superior: "sales_director" },
  sales2: { department: "销售二部", name: "客户经理", superior: "sales2_head" },
  channel_head: { department: "渠道部", name: "渠道经理", leads: true, superior: "sales_director" },
  channel: { department: "渠道部", name: "渠道专员", superior: "channel_head" },
  finance_head: { department: "财务部", name: "财务主管", leads: true, superior: "ceo" },
  accountant: { department: "财务部", name: "会计", superior: "finance_head" },
  support_head: { department: "技术支持部", name: "技术支持主管", leads: true, superior: "ceo" },
  engineer: { department: "技术支持部", name: "技术支持工程师", superior: "support_head" },
  service_head: { department: "客户服务部", name: "客服主管", leads: true, superior: "ceo" },
  service: { department: "客户服务部", name: "客服专员", superior: "service_head" },
  cloud: { department: "云业务部", name: "云业务运营", leads: true, superior: "ceo" },
  it: { department: "综合管理部", name: "信息主管", leads: true, superior: "ceo" },
  hr: { department: "综合管理部", name: "人事专员", superior: "it" },
  east_head: { department: "分公司管理层", name: "分公司总经理", leads: true },
  east_sales_head: { department: "华东销售部", name: "销售经理", leads: true, superior: "east_head" },
  shanghai: { department: "上海组", name: "客户经理", superior: "east_sales_head" },
  hangzhou: { department: "杭州组", name: "客户经理", superior: "east_sales_head" },
  east_service: { department: "华东客服部", name: "客服专员", superior: "east_head" },
  overseas_head: { department: "海外管理层", name: "海外总监", leads: true },
  international: { department: "国际销售部", name: "国际客户经理", superior: "overseas_head" },
  europe: { department: "欧洲组", name: "欧洲客户经理", superior: "overseas_head" },
} as const satisfies Record<string, { department: string; name: string; leads?: boolean; superior?: string }>;
export type PositionKey = keyof typeof positions;

/** A role of db/seed/default-roles.ts or one of the two that are always there. */
export type RoleKey = "administrator" | "employee" | "sales" | "manager" | "finance" | "support" | "service" | "cloud";

export type Person = {
  login: string;
  name: string;
  gender: Gender;
  post: PositionKey;
  partTime?: PositionKey;
  role: RoleKey;
  locale?: Locale;
  /** Has left the company; customers that nobody took over are still theirs. */
  left?: true;
};

/** Those who can sign in with the demo password: the roles to try. The others are there as colleagues. */
export const demoLogins = ["admin", "manager", "sales", "sales2", "finance", "support", "service", "cloud"] as const;

export const people: readonly Person[] = [
  { login: "admin", name: "林志远", gender: "male", post: "it", role: "administrator" },
  { login: "zhao.guoqiang", name: "赵国强", gender: "male", post: "ceo", role: "manager" },
  { login: "manager", name: "周文博", gender: "male", post: "sales_director", role: "manager" },
  { login: "zheng.lei", name: "郑磊", gender: "male", post: "sales1_head", role: "manager" },
  { login: "sales", name: "李思敏", gender: "female", post: "sales1", role: "sales" },
  { login: "huang.jiayi", name: "黄嘉怡", gender: "female", post: "sales1", role: "sales" },
  { login: "liang.weijie", name: "梁伟杰", gender: "male", post: "sales1", role: "sales" },
  { login: "he.xiaoling", name: "何晓玲", gender: "female", post: "sales2_head", role: "manager" },
  { login: "sales2", name: "张子豪", gender: "male", post: "sales2", role: "sales" },
  { login: "luo.tingting", name: "罗婷婷", gender: "female", post: "sales2", role: "sales" },
  { login: "deng.zhiqiang", name: "邓志强", gender: "male", post: "channel_head", role: "manager" },
  { login: "feng.yuqi", name: "冯雨琪", gender: "female", post: "channel", partTime: "sales2", role: "sales" },
  { login: "finance", name: "吴雅琴", gender: "female", post: "finance_head", role: "finance" },
  { login: "xie.minhua", name: "谢敏华", gender: "female", post: "accountant", role: "finance" },
  { login: "support", name: "孙浩然", gender: "male", post: "support_head", role: "support" },
  { login: "ye.zhenyu", name: "叶振宇", gender: "male", post: "engineer", role: "support" },
  { login: "service", name: "刘慧", gender: "female", post: "service_head", role: "service" },
  { login: "pan.yating", name: "潘雅婷", gender: "female", post: "service", role: "service" },
  { login: "cloud", name: "郭俊杰", gender: "male", post: "cloud", role: "cloud" },
  { login: "cai.mingyue", name: "蔡明月", gender: "female", post: "hr", role: "employee" },
  { login: "xu.jianhua", name: "徐建华", gender: "male", post: "east_head", role: "manager" },
  { login: "shen.yifan", name: "沈一凡", gender: "male", post: "east_sales_head", role: "manager" },
  { login: "gu.chenxi", name: "顾晨曦", gender: "female", post: "shanghai", role: "sales" },
  { login: "lu.yuchen", name: "陆宇辰", gender: "male", post: "shanghai", role: "sales" },
  { login: "qian.siyuan", name: "钱思远", gender: "male", post: "hangzhou", role: "sales" },
  { login: "fang.jing", name: "方静", gender: "female", post: "east_service", role: "service" },
  { login: "tang.zhiwei", name: "唐志伟", gender: "male", post: "overseas_head", role: "manager" },
  { login: "emily.chen", name: "陈艾米", gender: "female", post: "international", role: "sales", locale: "en" },
  { login: "anna.nowak", name: "Anna Nowak", gender: "female", post: "europe", role: "sales", locale: "pl" },
  { login: "cao.peng", name: "曹鹏", gender: "male", post: "international", role: "sales", left: true },
];

/** Who looks after which part of the market, and how much of it: the owners of private customers. */
export const sellers: Record<"south" | "east" | "abroad", readonly (readonly [login: string, weight: number])[]> = {
  south: [
    ["sales", 9],
    ["sales2", 8],
    ["huang.jiayi", 6],
    ["liang.weijie", 6],
    ["luo.tingting", 6],
    ["deng.zhiqiang", 3],
    ["feng.yuqi", 4],
    ["manager", 1],
  ],
  east: [
    ["gu.chenxi", 5],
    ["lu.yuchen", 5],
    ["qian.siyuan", 6],
    ["shen.yifan", 1],
  ],
  abroad: [
    ["emily.chen", 6],
    ["anna.nowak", 5],
    ["cao.peng", 1],
  ],
};

/** The departments that look after public customers, by market. */
export const publicDepartments: Record<keyof typeof sellers, readonly string[]> = {
  south: ["销售一部", "销售二部", "渠道部", "销售中心"],
  east: ["华东销售部", "上海组", "杭州组"],
  abroad: ["国际销售部", "欧洲组"],
};
