/**
 * The database roles of the application and every right they hold: this file is the whole truth, `npm run migrate` makes the
 * database agree with it and tests/integration/roles.test.ts compares the two. No role owns a table, none is superuser.
 */
export const roleNames = ["app", "auth", "job", "portal"] as const;
export type RoleName = (typeof roleNames)[number];

/** Roles belong to the whole cluster: the prefix keeps two installations on one server apart. */
export const databaseRole = (role: RoleName) => `${process.env.KEHU_ROLE_PREFIX ?? "kehu"}_${role}`;

type Right = "select" | "insert" | "update" | "delete";
type Rights = Partial<Record<RoleName, readonly (Right | `${Right} (${string})`)[]>>;

const read: readonly Right[] = ["select"];
const edit: readonly Right[] = ["select", "insert", "update"];
const full: readonly Right[] = ["select", "insert", "update", "delete"];
/** Logs only grow. */
const log: readonly Right[] = ["select", "insert"];

export const grants: Record<string, Rights> = {
  institutions: { app: full, job: read },
  departments: { app: full, job: read },
  positions: { app: full, job: read },
  users: { app: edit, auth: edit, job: read },
  // Staff screens can set a password and never read a hash; the sign-in reads it.
  user_credentials: {
    app: ["insert", "update (password_hash, changed_at, must_change)", "select (user_id)"],
    auth: edit,
  },
  user_posts: { app: full, job: read },
  // The database itself keeps the personnel record; nobody writes it.
  personnel_states: { app: read },
  personnel_posts: { app: read },
  level_grants: { app: full, job: read },
  user_sessions: { app: ["select", "update"], auth: edit, job: ["select", "delete"] },
  known_devices: { auth: full, job: ["select (last_seen_at)", "delete"] },
  account_links: {
    app: ["insert", "select (user_id, used_at)", "update (used_at)"],
    auth: ["select", "insert", "update"],
    job: ["select (expires_at)", "delete"],
  },
  security_events: { app: log, auth: log, job: log },
  roles: { app: full, job: read },
  role_grants: { app: full, job: read },
  user_roles: { app: full, job: read },
  type_limits: { app: full, job: read },
  dictionary_entries: { app: full, job: edit },
  number_rules: { app: edit, job: read },
  number_counters: { app: edit, job: edit },
  settings: { app: ["select", "update"], auth: read, job: read },
  // Of a company the portal shows what the company knows of itself; whose it is and what staff think of it stays here (D-03).
  customers: {
    app: edit,
    job: edit,
    portal: [
      "select (id, number, name, short_name, kind, registration_number, phone, fax, email, website, country, province, city, address, postcode)",
    ],
  },
  // What lies in the recycle bin too long is removed by a job; of a customer its number stays, so nobody deletes a row.
  customer_billing: { app: full, job: full },
  deletions: { app: full, job: edit },
  contacts: {
    app: full,
    job: full,
    portal: ["select (id, customer_id, name, salutation, department, position, mobile, phone, email, is_primary)"],
  },
  portal_users: { app: edit },
  // What a merge moved is forgotten when it can no longer be undone; that there was one stays.
  customer_merges: { app: edit, job: read },
  customer_merge_rows: { app: full, job: ["select", "delete"] },
  shares: { app: edit, job: read },
  // An import puts tags on customers, and makes those that its user lets it make.
  tags: { app: full, job: log },
  customer_tags: { app: full, job: full },
  saved_views: { app: full, job: read },
  default_views: { app: full, job: read },
  attachments: { app: full, job: ["select", "delete"] },
  // What is removed leaves its file behind for a day; a job takes it away.
  attachment_leftovers: { app: ["insert"], job: ["select", "insert", "delete"] },
  audit_events: { app: log, auth: log, job: log },
  audit_changes: { app: log, auth: log, job: log },
  answered_requests: { app: log, job: ["select", "insert", "delete"] },
  rate_limits: { auth: full, job: ["select (expire)", "delete"] },
  imports: { app: edit, job: edit },
  import_rows: { app: full, job: full },
  import_undo_lines: { app: read, job: log },
  notices: { app: ["select", "insert", "update"], job: ["select", "insert", "delete"] },
  notice_choices: { app: edit, job: read },
  // The sign-in writes mails and cannot read what others were sent.
  outbox_messages: { app: edit, auth: ["insert", "select (id)"], job: full },
};

/** Roles that work with the queue: they send, fetch and complete jobs in pg-boss' own schema. */
export const queueRoles: readonly RoleName[] = ["app", "auth", "job"];

/**
 * Which rows the portal may see of a table (SCP-07, AZ-03, reliability 4.5): a condition over the table's columns, kept by
 * row-level security, so that a forgotten WHERE shows nobody else's rows. Every table with a right of `portal` above needs its
 * line here. The two functions stand in the migrations and know the session's customer; without one they know no row.
 */
export const portalRows: Record<string, string> = {
  customers: "id = any (array(select portal_customers()))",
  contacts: "id = any (array(select portal_contacts()))",
};

/** Functions that look past the rights of whoever calls them, and who may call them; nobody else. */
export const trustedFunctions: Record<string, readonly RoleName[]> = {
  "assert_administrator()": [],
  "hold_private_quota(uuid)": ["app", "job"],
  "keep_personnel_record(uuid)": ["app"],
  "records_in_use(regclass, uuid[], text[])": ["app", "job"],
  "portal_account(uuid)": ["app", "auth", "job"],
  "portal_tree()": ["portal"],
  "portal_customers()": ["portal"],
  "portal_contacts()": ["portal"],
};
