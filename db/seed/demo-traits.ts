import type { Ownership } from "../enums";
import { publicDepartments, sellers } from "./demo-organisation";
import type { City } from "./demo-places";
import type { Random } from "./random";

export type Market = keyof typeof sellers;

/** The oldest customer, in days; business grows, so most are younger. */
const OLDEST = 420;

const notes = [
  "要求每月 5 日前提供对账单。",
  "车队设备较旧，计划明年统一更换。",
  "采购需总部审批，周期约两周。",
  "负责人只在工作日上午接听电话。",
  "对价格敏感，续费时注意沟通优惠政策。",
  "展会上认识，先试用 20 台。",
];

/** More of the recent past than of the distant one. */
export const day = (random: Random, oldest = OLDEST) => Math.floor(oldest * random.next() ** 1.4) + 1;

/** Whose a customer is: mostly a salesperson's of its market. */
export function ownership(random: Random, market: Market) {
  const isPublic = random.chance(0.15);
  return {
    ownership: (isPublic ? "public" : "private") as Ownership,
    owner: isPublic ? null : random.weighted(sellers[market]),
    department: isPublic ? random.pick(publicDepartments[market]) : null,
  };
}

/** How a customer is classified. */
export function grading(random: Random) {
  return {
    type: random.weighted([
      ["直销客户", 9],
      ["渠道客户", 4],
      ["意向客户", 4],
      ["线索", 3],
      ["经销商", 2],
      ["集成商", 1],
    ]),
    source: random.weighted([
      ["官网", 5],
      ["展会", 4],
      ["转介绍", 6],
      ["电话拓展", 4],
      ["合作伙伴", 3],
      ["广告", 1],
    ]),
    level: random.weighted([
      ["A 重点", 2],
      ["B 普通", 6],
      ["C 潜在", 3],
      ["D 低优先", 1],
      [null, 1],
    ]),
    creditRating: random.weighted([
      ["AAA", 1],
      ["AA", 3],
      ["A", 4],
      ["B", 2],
      ["C", 1],
      [null, 5],
    ]),
    notes: random.chance(0.14) ? random.pick(notes) : null,
  };
}

/** How a company of a city is reached. */
export function reach(random: Random, city: City, domain: string) {
  const number = () => `${city.areaCode}-${random.between(2, 8)}${random.digits(7)}`;
  return {
    domain,
    phone: random.chance(0.92) ? number() : null,
    fax: random.chance(0.2) ? number() : null,
    email: random.chance(0.6) ? `info@${domain}` : null,
    website: random.chance(0.5) ? `www.${domain}` : null,
    region: `${city.province}/${city.name}`,
    country: null,
    address: `${random.pick(city.streets)} ${random.between(1, 888)} 号${random.chance(0.4) ? ` ${random.between(1, 28)} 楼` : ""}`,
    postcode: city.postcode,
    areaCode: city.areaCode,
  };
}
