import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { NodePgDatabase } from "drizzle-orm/node-postgres";
import { dictionaryEntries, numberRules, roleGrants, roles, settings } from "../schema";
import type { DictionaryKind } from "../enums";
import { employeeGrants } from "./default-roles";

type Owner = NodePgDatabase;

/** What every installation needs before its first user: settings, the two roles, base data. Rows that exist are left alone. */
export async function seedRequired(db: Owner, now: Date): Promise<void> {
  const [first] = await db
    .insert(settings)
    .values({ companyName: "客户 Kehu", timeZone: "Asia/Shanghai", currency: "CNY", createdAt: now, updatedAt: now })
    .onConflictDoNothing()
    .returning({ only: settings.only });
  if (!first) return;
  await db
    .insert(numberRules)
    .values({ kind: "customer", prefix: "C", datePart: "year", digits: 5, createdAt: now, updatedAt: now });
  await seedRoles(db, now);
  for (const [kind, names] of Object.entries(lists)) await seedList(db, kind as DictionaryKind, names, now);
  await seedTypes(db, now);
  await seedRegions(db, now);
}

async function seedRoles(db: Owner, now: Date): Promise<void> {
  const [, employee] = await db
    .insert(roles)
    .values([
      { name: "系统管理员", builtin: "administrator", description: "拥有全部权限", createdAt: now, updatedAt: now },
      { name: "普通员工", builtin: "employee", description: "查看自己的客户", createdAt: now, updatedAt: now },
    ])
    .returning({ id: roles.id });
  await db.insert(roleGrants).values(employeeGrants.map((grant) => ({ ...grant, roleId: employee!.id })));
}

const lists = {
  source: ["官网", "展会", "转介绍", "电话拓展", "合作伙伴", "广告"],
  industry: [
    "物流运输",
    "制造业",
    "信息技术",
    "零售",
    "建筑工程",
    "能源",
    "医疗",
    "教育",
    "政府",
    "农业",
    "金融",
    "其他",
  ],
  level: ["A 重点", "B 普通", "C 潜在", "D 低优先"],
  credit_rating: ["AAA", "AA", "A", "B", "C"],
} satisfies Partial<Record<DictionaryKind, string[]>>;

/** Customer types have two levels (screens 4.23). */
const types: Record<string, string[]> = {
  现有客户: ["直销客户", "渠道客户"],
  潜在客户: ["意向客户", "线索"],
  合作伙伴: ["经销商", "集成商"],
  供应商: [],
};

/** Countries that customers of Chinese companies come from; the dictionary screen adds more. */
const countries = ["美国", "波兰", "德国", "英国", "法国", "日本", "韩国", "新加坡", "澳大利亚", "加拿大"];

const seedList = (db: Owner, kind: DictionaryKind, names: string[], now: Date, parentId?: string) =>
  db
    .insert(dictionaryEntries)
    .values(names.map((name, sort) => ({ kind, name, sort, parentId, createdAt: now, updatedAt: now })))
    .returning({ id: dictionaryEntries.id, name: dictionaryEntries.name });

async function seedTypes(db: Owner, now: Date): Promise<void> {
  for (const top of await seedList(db, "customer_type", Object.keys(types), now))
    if (types[top.name]!.length > 0) await seedList(db, "customer_type", types[top.name]!, now, top.id);
}

/** 国家 → 省 → 市: China's provinces and cities stand in regions-china.txt, a province a line. */
async function seedRegions(db: Owner, now: Date): Promise<void> {
  const lines = readFileSync(join(process.cwd(), "db/seed/regions-china.txt"), "utf8").trim().split("\n");
  const cities = new Map(lines.map((line) => line.split(":") as [string, string]));
  const [china] = await seedList(db, "region", ["中国", ...countries], now);
  for (const province of await seedList(db, "region", [...cities.keys()], now, china!.id)) {
    const names = cities.get(province.name)?.split(",").filter(Boolean) ?? [];
    if (names.length > 0) await seedList(db, "region", names, now, province.id);
  }
}
