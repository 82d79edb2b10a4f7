import type { Gender } from "../enums";
import type { Random } from "./random";

/** "鸿:hong 恒:heng" as pairs: the sign and how it is spelled in addresses. */
const spelled = (text: string) => text.split(" ").map((pair) => pair.split(":") as [sign: string, pinyin: string]);

const brandFirst = spelled(
  "鸿:hong 恒:heng 瑞:rui 盛:sheng 华:hua 泰:tai 永:yong 金:jin 新:xin 海:hai 远:yuan 安:an 嘉:jia 博:bo 德:de 宏:hong 凯:kai 隆:long 锦:jin 云:yun",
);
const brandSecond = spelled(
  "达:da 丰:feng 信:xin 通:tong 诚:cheng 联:lian 创:chuang 源:yuan 川:chuan 辉:hui 捷:jie 昌:chang 腾:teng 顺:shun 泽:ze 航:hang 晟:cheng 邦:bang",
);
const surnames = spelled(
  "王:wang 李:li 张:zhang 刘:liu 陈:chen 杨:yang 黄:huang 赵:zhao 吴:wu 周:zhou 徐:xu 孙:sun 马:ma 朱:zhu 胡:hu 郭:guo 何:he 高:gao 林:lin 罗:luo 郑:zheng 梁:liang 谢:xie 宋:song 唐:tang 许:xu 韩:han 冯:feng 邓:deng 曹:cao 彭:peng 曾:zeng 肖:xiao 田:tian 董:dong 潘:pan 袁:yuan 蔡:cai 蒋:jiang 余:yu 欧阳:ouyang",
);
const givenNames: Record<Gender, [string, string][]> = {
  male: spelled(
    "伟:wei 强:qiang 磊:lei 军:jun 勇:yong 杰:jie 涛:tao 明:ming 超:chao 志强:zhiqiang 建国:jianguo 国庆:guoqing 文博:wenbo 浩然:haoran 俊杰:junjie 子轩:zixuan 家豪:jiahao 振宇:zhenyu 海波:haibo 晓东:xiaodong 志明:zhiming 永康:yongkang 天佑:tianyou 鹏飞:pengfei 思源:siyuan",
  ),
  female: spelled(
    "芳:fang 娜:na 敏:min 静:jing 丽:li 艳:yan 娟:juan 霞:xia 秀英:xiuying 桂兰:guilan 雪梅:xuemei 晓燕:xiaoyan 婷婷:tingting 雅琴:yaqin 佳怡:jiayi 思敏:simin 欣怡:xinyi 梦瑶:mengyao 雨桐:yutong 海燕:haiyan 玉兰:yulan 春梅:chunmei 慧敏:huimin 丹丹:dandan",
  ),
};
const foreignNames: Record<string, string> = {
  波兰: "Piotr Zieliński,Katarzyna Wójcik,Marek Kamiński,Agnieszka Lewandowska,Tomasz Dąbrowski,Ewa Szymańska",
  德国: "Jürgen Köhler,Sabine Groß,Thomas Weiß,Anke Schäfer,Stefan Brandt",
  英国: "Oliver Bennett,Charlotte Hughes,George Whitfield,Fiona MacLeod",
  法国: "Étienne Moreau,Hélène Girard,Luc Fournier",
  日本: "佐藤 健一,鈴木 美咲,高橋 大輔,田中 由美子",
  韩国: "김민준,이서연,박지훈",
  default: "James Carter,Maria Lopez,Daniel Kim,Rachel Green,Kevin O’Brien,Priya Nair,Samuel Lee,Grace Tan",
};

export type Name = { name: string; gender: Gender; mailbox: string };

/** A person of a country, with the part of their address before the @. */
export function personName(random: Random, country?: string): Name {
  const gender: Gender = random.chance(0.55) ? "male" : "female";
  if (country) {
    const name = random.pick((foreignNames[country] ?? foreignNames.default!).split(","));
    return {
      name,
      gender,
      mailbox: /^[\p{Script=Latin}\s’]+$/u.test(name) ? latin(name) : `contact${random.digits(2)}`,
    };
  }
  const [surname, family] = random.pick(surnames);
  const [given, own] = random.pick(givenNames[gender]);
  return { name: surname + given, gender, mailbox: `${own}.${family}` };
}

const latin = (name: string) =>
  name
    .replaceAll("ł", "l")
    .replaceAll("ß", "ss")
    .normalize("NFD")
    .toLowerCase()
    .replaceAll(/[^a-z ]/g, "")
    .replaceAll(" ", ".");

export type Brand = { sign: string; pinyin: string };

/** Brands that exist: the demo company does no business with them. */
const real = new Set(["海信", "德邦", "华联", "永辉", "海航", "安邦", "海通", "新航", "泰达", "金川", "恒信", "博源"]);

/** Brand names of two signs, each only once. */
export function brands(random: Random): Brand[] {
  const all = brandFirst.flatMap(([first, one]) =>
    brandSecond.map(([second, other]) => ({ sign: first + second, pinyin: one + other })),
  );
  const free = all.filter(({ sign }) => !real.has(sign));
  // Two brands that sound the same would share their domain.
  const heard = new Map(random.shuffled(free).map((brand) => [brand.pinyin, brand]));
  return [...heard.values()];
}

export type Trade = {
  /** The entry of the industry dictionary. */
  industry: string;
  /** What stands in the company's name, and in its domain. */
  words: readonly (readonly [word: string, latin: string])[];
  weight: number;
};

export const trades: readonly Trade[] = [
  {
    industry: "物流运输",
    weight: 12,
    words: [
      ["物流", "wl"],
      ["冷链物流", "lenglian"],
      ["汽车运输", "qy"],
      ["国际货运代理", "hd"],
    ],
  },
  {
    industry: "制造业",
    weight: 9,
    words: [
      ["精密制造", "jm"],
      ["机械设备", "jx"],
      ["电子", "dz"],
      ["新材料", "xcl"],
    ],
  },
  {
    industry: "建筑工程",
    weight: 6,
    words: [
      ["建设工程", "jg"],
      ["工程机械租赁", "zl"],
    ],
  },
  {
    industry: "信息技术",
    weight: 4,
    words: [
      ["信息技术", "it"],
      ["智能科技", "ai"],
    ],
  },
  {
    industry: "零售",
    weight: 4,
    words: [
      ["商贸", "sm"],
      ["连锁超市", "mart"],
    ],
  },
  {
    industry: "能源",
    weight: 3,
    words: [
      ["新能源", "ne"],
      ["燃气", "gas"],
    ],
  },
  {
    industry: "医疗",
    weight: 3,
    words: [
      ["医疗器械", "med"],
      ["医药", "yy"],
    ],
  },
  {
    industry: "农业",
    weight: 3,
    words: [
      ["生态农业", "agri"],
      ["水产", "sc"],
    ],
  },
  { industry: "教育", weight: 1, words: [["教育科技", "edu"]] },
];
