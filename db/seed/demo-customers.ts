import type { CustomerKind, Ownership } from "../enums";
import { type CreditCheck, creditCode } from "./demo-credit-code";
import { cities, type City, foreignCompanies } from "./demo-places";
import { brands, personName, trades } from "./demo-names";
import { day, grading, type Market, ownership, reach } from "./demo-traits";
import type { Random } from "./random";

/** A customer as it is thought up: names where the database has ids, days ago where it has dates. */
export type DraftCustomer = {
  name: string;
  shortName: string | null;
  kind: CustomerKind;
  market: Market;
  type: string;
  industry: string | null;
  source: string;
  level: string | null;
  creditRating: string | null;
  registrationNumber: string | null;
  domain: string | null;
  phone: string | null;
  fax: string | null;
  email: string | null;
  website: string | null;
  /** The region entry as province/city; abroad only the country, with the city written out in the address. */
  region: string;
  country: string | null;
  address: string | null;
  postcode: string | null;
  areaCode: string | null;
  parent: DraftCustomer | null;
  ownership: Ownership;
  owner: string | null;
  department: string | null;
  notes: string | null;
  daysAgo: number;
};

const COUNT = 300;
const PERSONS = 22;
const TREES = 34;
/** All customers of the demo company in the order in which they were filed, parents before their children. */
export function draftCustomers(random: Random, creditCheck: CreditCheck): DraftCustomer[] {
  const brandList = brands(random);
  const drafts: DraftCustomer[] = [];
  const chinese = COUNT - PERSONS - foreignCompanies.length;
  for (let tree = 0; tree < TREES; tree++) drafts.push(...companyTree(random, brandList.pop()!, creditCheck));
  while (drafts.length < chinese) drafts.push(company(random, brandList.pop()!, creditCheck));
  drafts.push(...foreignCompanies.map((one) => foreign(random, one)));
  for (let at = 0; at < PERSONS; at++) drafts.push(person(random));
  joinAbroad(drafts, "Straits Cold Storage Pte. Ltd.", "Lion City Haulage Pte. Ltd.");
  joinAbroad(drafts, "Wawel Flota Sp. z o.o.", "Mazowsze Logistyka S.A.");
  return drafts.toSorted((a, b) => b.daysAgo - a.daysAgo);
}

function joinAbroad(drafts: DraftCustomer[], child: string, parent: string) {
  const [below, above] = [child, parent].map((name) => drafts.find((draft) => draft.name === name));
  if (!below || !above) return;
  below.parent = above;
  below.daysAgo = Math.max(0, Math.min(below.daysAgo, above.daysAgo - 1));
}

function company(random: Random, brand: { sign: string; pinyin: string }, creditCheck: CreditCheck): DraftCustomer {
  const city = random.weighted(cities.map((one) => [one, one.weight] as const));
  const trade = random.weighted(trades.map((one) => [one, one.weight] as const));
  const [word, latin] = random.pick(trade.words);
  const suffix = random.weighted([
    ["有限公司", 8],
    ["股份有限公司", 1],
    ["有限责任公司", 1],
  ]);
  const head = random.weighted([
    [`${city.short}市`, 5],
    [city.short, 3],
    [city.province.replace(/市|壮族自治区/, ""), 1],
  ]);
  const domain = `${brand.pinyin}-${latin}.example`;
  return {
    name: `${head}${brand.sign}${word}${suffix}`,
    shortName: random.chance(0.6) ? `${brand.sign}${word.slice(-2)}` : null,
    kind: "company",
    market: city.market,
    industry: trade.industry,
    ...grading(random),
    registrationNumber: random.chance(0.9) ? creditCode(random, city, creditCheck) : null,
    ...reach(random, city, domain),
    parent: null,
    ...ownership(random, city.market),
    daysAgo: day(random),
  };
}

/** A group: the holding, its subsidiaries in other cities, and here and there a branch below a subsidiary. */
function companyTree(
  random: Random,
  brand: { sign: string; pinyin: string },
  creditCheck: CreditCheck,
): DraftCustomer[] {
  const base = company(random, brand, creditCheck);
  const trade = trades.find(({ industry }) => industry === base.industry)!;
  const [word] = random.pick(trade.words);
  const holding: DraftCustomer = {
    ...base,
    name: `${brand.sign}${word}集团有限公司`,
    shortName: `${brand.sign}集团`,
    level: random.chance(0.7) ? "A 重点" : base.level,
    type: "直销客户",
    daysAgo: Math.max(base.daysAgo, 90),
  };
  const members = [holding];
  const places = random.shuffled(cities).filter(({ short }, at, all) => all.findIndex((c) => c.short === short) === at);
  for (const city of places.slice(0, random.between(1, 4))) {
    const subsidiary = member(random, holding, city, `${brand.sign}${word}（${city.short}）有限公司`, creditCheck);
    members.push(subsidiary);
    if (random.chance(0.25)) {
      const name = `${subsidiary.name}${random.pick(["第一分公司", "仓储分公司", "运营中心"])}`;
      members.push({ ...member(random, subsidiary, city, name, creditCheck), registrationNumber: null });
    }
  }
  return members;
}

/** Mostly the same person looks after a whole group; otherwise a colleague of the city's own market does. */
function member(
  random: Random,
  parent: DraftCustomer,
  city: City,
  name: string,
  creditCheck: CreditCheck,
): DraftCustomer {
  const same = random.chance(0.65) && parent.market === city.market;
  return {
    ...parent,
    ...grading(random),
    ...(same ? {} : ownership(random, city.market)),
    ...reach(random, city, parent.domain!),
    name,
    shortName: null,
    market: city.market,
    registrationNumber: creditCode(random, city, creditCheck),
    parent,
    daysAgo: Math.max(1, parent.daysAgo - random.between(1, 80)),
  };
}

function foreign(
  random: Random,
  { name, country, city, phone, register, domain }: (typeof foreignCompanies)[number],
): DraftCustomer {
  const trade = random.weighted(trades.map((one) => [one, one.weight] as const));
  return {
    name,
    shortName: null,
    kind: "company",
    market: "abroad",
    industry: trade.industry,
    ...grading(random),
    registrationNumber: register,
    domain,
    phone,
    fax: null,
    email: random.chance(0.7) ? `office@${domain}` : null,
    website: `www.${domain}`,
    region: country,
    country,
    address: city,
    postcode: null,
    areaCode: null,
    parent: null,
    ...ownership(random, "abroad"),
    daysAgo: day(random, 330),
  };
}

function person(random: Random): DraftCustomer {
  const city = random.weighted(cities.map((one) => [one, one.weight] as const));
  const { name } = personName(random);
  return {
    name,
    shortName: null,
    kind: "person",
    market: city.market,
    industry: null,
    ...grading(random),
    type: random.pick(["直销客户", "意向客户", "线索"]),
    creditRating: null,
    registrationNumber: null,
    ...reach(random, city, "person.example"),
    domain: null,
    phone: `1${random.pick(["38", "39", "50", "58", "86", "89"])}${random.digits(8)}`,
    fax: null,
    email: null,
    website: null,
    parent: null,
    ...ownership(random, city.market),
    daysAgo: day(random),
  };
}
