import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { type Db, executePrepared } from "@/db/client";
import type { Audience, Locale, Reach, UserState } from "@/db/enums";
import type { PlainDate } from "@/db/scalars";
import type { Access, Installation, PortalUser, Staff } from "./context";
import { allPermissions, type Grants, unionOf } from "./permissions";

/** What the database says about a user at this moment: state, roles, posts, limits. */
export type Account = {
  id: string;
  audience: Audience;
  /** Whom somebody of the portal belongs to; `living`: their customer and their contact are there (CON-03). */
  portal: { customerId: string; contactId: string | null; living: boolean } | null;
  login: string;
  name: string;
  locale: Locale;
  state: UserState;
  locked: boolean;
  deleted: boolean;
  validUntil: PlainDate | null;
  isAdministrator: boolean;
  grants: { permission: string; reach: Reach }[];
  defaultViews: Record<string, string>;
  departments: string[];
  managed: string[];
  leading: string[];
  userTypes: string[] | null;
  roleTypes: string[] | null;
  shared: boolean;
  unread: number;
};
export type SessionRow = { id: string; audience: Audience; expiresAt: Date; endedAt: Date | null; lastSeenAt: Date };
export type Loaded = { account: Account; session: SessionRow | null; installation: Installation };

/**
 * Everything that a request needs to know of who is asking, in one statement: the session row, the user, their roles'
 * grants, their posts with the departments below those they lead, their category limits, and the installation's settings.
 * Read fresh on every request, so a change of a role or a departure holds at the next one (ACC-02, AU-04, AU-05).
 */
export async function loadBySession(db: Db, sessionId: string): Promise<Loaded | undefined> {
  const source = sql`from user_sessions s join users u on u.id = s.user_id where s.id = ${sessionId}`;
  return load(db, "account of a session", source, true);
}
/** The same for a user without a session: jobs that act for somebody. */
export async function loadByUser(db: Db, userId: string): Promise<Loaded | undefined> {
  return load(db, "account of a user", sql`from users u where u.id = ${userId}`, false);
}

/** The installation's facts for work that nobody asked for. */
export async function loadInstallation(db: Db): Promise<Installation> {
  const { rows } = await db.execute<{ installation: Installation }>(sql`select ${INSTALLATION} as installation`);
  return rows[0]!.installation;
}

const INSTALLATION = sql`(select json_build_object('companyName', c.company_name, 'timeZone', c.time_zone, 'currency', c.currency,
  'modulesOff', c.modules_off, 'importMaxRows', c.import_max_rows, 'importMaxBytes', c.import_max_bytes) from settings c)`;

/** Read of an account `u`, as part of a statement: the sign-in asks it too. */
export const PORTAL = sql`case when u.audience = 'portal' then (select json_build_object(
  'customerId', p.customer_id, 'contactId', p.contact_id, 'living', p.living) from portal_account(u.id) p) end`;

type Row = { session: Record<string, string> | null; account: Account; installation: Installation };

async function load(db: Db, name: string, source: SQL, withSession: boolean): Promise<Loaded | undefined> {
  const session = withSession
    ? sql`json_build_object('id', s.id, 'audience', s.audience, 'expiresAt', s.expires_at, 'endedAt', s.ended_at, 'lastSeenAt', s.last_seen_at)`
    : sql`null`;
  // Planning it takes ten times as long as running it, and every request asks.
  const rows = await executePrepared<Row>(
    db,
    name,
    sql`
    select ${session} as session,
      json_build_object(
        'id', u.id, 'audience', u.audience, 'portal', ${PORTAL}, 'login', u.login, 'name', u.name, 'locale', u.locale, 'state', u.state, 'locked', u.locked,
        'deleted', u.deleted_at is not null, 'validUntil', u.valid_until,
        'isAdministrator', exists (select from user_roles ur join roles r on r.id = ur.role_id
          where ur.user_id = u.id and r.builtin = 'administrator'),
        'grants', (select coalesce(json_agg(json_build_object('permission', g.permission, 'reach', g.reach)), '[]')
          from user_roles ur join role_grants g on g.role_id = ur.role_id where ur.user_id = u.id),
        'defaultViews', (select coalesce(json_object_agg(d.list, d.view_id), '{}') from default_views d where d.user_id = u.id),
        'departments', (select coalesce(json_agg(distinct p.department_id), '[]')
          from user_posts up join positions p on p.id = up.position_id where up.user_id = u.id),
        'managed', (with recursive below as (
            select p.department_id as id from user_posts up join positions p on p.id = up.position_id
              where up.user_id = u.id and p.is_management
            union select d.id from departments d join below on d.parent_id = below.id)
          select coalesce(json_agg(id), '[]') from below),
        'leading', (with recursive below as (
            select d.id, g.includes_below from level_grants g
              join departments d on d.id = g.department_id or (d.institution_id = g.institution_id and (g.includes_below or d.parent_id is null))
              where g.user_id = u.id
            union select d.id, true from departments d join below on d.parent_id = below.id and below.includes_below)
          select coalesce(json_agg(distinct id), '[]') from below),
        'userTypes', (with recursive allowed as (
            select l.customer_type_id as id from type_limits l where l.user_id = u.id
            union select e.id from dictionary_entries e join allowed on e.parent_id = allowed.id)
          select json_agg(id) from allowed),
        'roleTypes', (with recursive allowed as (
            select l.customer_type_id as id from type_limits l join user_roles ur on ur.role_id = l.role_id where ur.user_id = u.id
            union select e.id from dictionary_entries e join allowed on e.parent_id = allowed.id)
          select json_agg(id) from allowed),
        'shared', exists (select from shares s where s.user_id = u.id and s.ended_at is null)
          or exists (select from user_posts up join positions p on p.id = up.position_id
            join shares s on s.department_id = p.department_id where up.user_id = u.id and s.ended_at is null),
        'unread', (select count(*) from (select from notices n where n.user_id = u.id and n.read_at is null limit 100) unread)
      ) as account,
      ${INSTALLATION} as installation
    ${source}`,
  );
  const row = rows[0];
  if (!row) return undefined;
  return { account: row.account, session: row.session && sessionRow(row.session), installation: row.installation };
}

const sessionRow = (json: Record<string, string>): SessionRow => ({
  id: json.id!,
  audience: json.audience as Audience,
  expiresAt: new Date(json.expiresAt!),
  endedAt: json.endedAt ? new Date(json.endedAt) : null,
  lastSeenAt: new Date(json.lastSeenAt!),
});

type Standing = Pick<Account, "audience" | "deleted" | "locked" | "state" | "validUntil"> &
  Partial<Pick<Account, "portal">>;

/**
 * Why an account is closed on a day, or nothing (ACC-02): the day after `valid until` is the first one without access. One of
 * the portal is closed with its contact and its customer too, and is not told why (CON-03).
 */
export function closedBecause(
  account: Standing,
  today: PlainDate,
): "deleted" | "left" | "retired" | "locked" | "expired" | "portal_closed" | undefined {
  if (account.audience === "portal")
    return account.deleted || account.locked || !account.portal?.living ? "portal_closed" : undefined;
  if (account.deleted) return "deleted";
  if (account.state !== "employed") return account.state;
  if (account.locked) return "locked";
  return account.validUntil && account.validUntil < today ? "expired" : undefined;
}

/** The acting person made of an account's row. The administrator holds everything by being it. */
export function staffOf(account: Account, sessionId: string): Staff {
  return {
    kind: "staff",
    id: account.id,
    login: account.login,
    name: account.name,
    locale: account.locale,
    sessionId,
    isAdministrator: account.isAdministrator,
    grants: account.isAdministrator ? everything : unionOf(account.grants),
    access: accessOf(account),
    defaultViews: account.defaultViews,
    unread: account.unread,
  };
}

/** A portal user made of an account's row; nothing for one of the staff, and for one that belongs to nobody any more. */
export function portalUserOf({ id, login, name, locale, portal }: Account, sessionId: string): PortalUser | undefined {
  if (!portal?.living || !portal.contactId) return undefined;
  const { customerId, contactId } = portal;
  return { kind: "portal", id, login, name, locale, sessionId, customerId, contactId };
}

/** Whoever an account belongs to, for the log of what they do before they are signed in. */
export const personOf = (account: Account, sessionId: string): Staff | PortalUser =>
  portalUserOf(account, sessionId) ?? staffOf(account, sessionId);

const everything: Grants = new Map(allPermissions.map((permission) => [permission, "all"]));

function accessOf(account: Account): Access {
  return {
    departments: account.departments,
    managed: account.managed,
    leading: account.leading,
    customerTypes: narrowed(account.userTypes, account.roleTypes),
    shared: account.shared,
  };
}

/** A limit of the person and a limit of their roles hold together; no limit on one side leaves the other (D-02). */
function narrowed(one: string[] | null, other: string[] | null): string[] | null {
  if (!one || !other) return one ?? other;
  const set = new Set(other);
  return one.filter((id) => set.has(id));
}
