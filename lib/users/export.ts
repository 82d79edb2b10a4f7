import "server-only";
import { and, asc, gt } from "drizzle-orm";
import { users } from "@/db/schema";
import { auditEvent } from "@/lib/core/audit";
import type { Context, StaffContext } from "@/lib/core/context";
import { wallTime } from "@/lib/core/dates";
import { EXPORT_CHUNK, inChunks } from "@/lib/core/export";
import { translatorFor } from "@/lib/core/messages";
import type { WriteCell, WriteColumn } from "@/lib/core/sheet/write";
import { transaction } from "@/lib/core/transaction";
import type { UserColumn, UserListParams } from "./list";
import { userFields, type UserRow, usersWhere } from "./queries";

/** The accounts of a filter with the chosen columns (ORG-07, EXP-01), read in chunks while they are written. */
export function exportUsers(ctx: StaffContext, params: UserListParams) {
  const t = translatorFor(ctx.actor.locale);
  const shown = params.columns.map((key) => columns[key]);
  const where = usersWhere(ctx, params);
  const chunk = (after: string | undefined) =>
    ctx.db
      .select(userFields)
      .from(users)
      .where(and(where, after ? gt(users.id, after) : undefined))
      .orderBy(asc(users.id))
      .limit(EXPORT_CHUNK);
  async function* rows() {
    for await (const row of inChunks(chunk)) yield shown.map(({ cell }) => cell(row, t, ctx));
  }
  return {
    columns: shown.map(({ label, kind = "text" }): WriteColumn => ({ header: t(`users.field.${label}`), kind })),
    rows: rows(),
  };
}

type Translate = ReturnType<typeof translatorFor>;
type ExportColumn = {
  label: string;
  kind?: WriteColumn["kind"];
  cell: (row: UserRow, t: Translate, ctx: Context) => WriteCell;
};

const columns: Record<UserColumn, ExportColumn> = {
  name: { label: "name", cell: (row) => row.name },
  login: { label: "login", cell: (row) => row.login },
  staffNumber: { label: "staffNumber", cell: (row) => row.staffNumber },
  post: { label: "mainPost", cell: (row) => row.post },
  roles: { label: "roles", cell: (row, t) => row.roles.join(t("users.separator")) },
  mobile: { label: "mobile", cell: (row) => row.mobile },
  state: {
    label: "state",
    cell: (row, t) => t(`users.state.${row.locked && row.state === "employed" ? "locked" : row.state}`),
  },
  validUntil: { label: "validUntil", kind: "date", cell: (row) => row.validUntil },
  partTimePosts: { label: "partTimePosts", cell: (row, t) => row.partTimePosts.join(t("users.separator")) },
  email: { label: "email", cell: (row) => row.email },
  officePhone: { label: "officePhone", cell: (row) => row.officePhone },
  gender: { label: "gender", cell: (row, t) => row.gender && t(`users.gender.${row.gender}`) },
  privateQuota: { label: "privateQuota", kind: "number", cell: (row) => row.privateQuota },
  created: {
    label: "created",
    kind: "instant",
    cell: (row, _t, ctx) => wallTime(ctx.installation.timeZone, row.createdAt),
  },
};

/** The line in the log that says who took which accounts out (AUD-01). */
export async function recordUserExport(ctx: StaffContext, params: UserListParams, format: string): Promise<void> {
  await transaction("app", async (db) => {
    const rows = await db.$count(users, usersWhere({ ...ctx, db }, params));
    await auditEvent({ ...ctx, db }, "users.exported", { format, rows, filter: { q: params.q, ...params.filters } });
  });
}
