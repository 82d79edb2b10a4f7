/** Every closed list of values in the database. Pure data: safe to import from anywhere, the browser included. */
export const genders = ["male", "female"] as const;
export type Gender = (typeof genders)[number];

/** 在职 / 离职 / 退休 (ORG-06). Only the employed can sign in. */
export const userStates = ["employed", "left", "retired"] as const;
export type UserState = (typeof userStates)[number];

/** Whom a session belongs to (D-08). Every door refuses the other. */
export const audiences = ["staff", "portal"] as const;
export type Audience = (typeof audiences)[number];

/** How far a grant reaches in a module whose rows have an owner (D-01). */
export const reaches = ["own", "all"] as const;
export type Reach = (typeof reaches)[number];

/** The two roles that are there from the start (ROL-01). */
export const builtinRoles = ["administrator", "employee"] as const;

export const customerKinds = ["company", "person"] as const;
export type CustomerKind = (typeof customerKinds)[number];

/** 私有 / 公共 (SCP-01). */
export const ownerships = ["private", "public"] as const;
export type Ownership = (typeof ownerships)[number];

export const salutations = ["mr", "ms", "dr", "prof"] as const;

/** What a contact has to say when their company decides (CON-01). */
export const decisionRoles = ["decision_maker", "influencer", "purchaser", "user", "other"] as const;
export type DecisionRole = (typeof decisionRoles)[number];

export const currencies = ["CNY", "USD", "EUR", "PLN", "HKD"] as const;
export type Currency = (typeof currencies)[number];

export const locales = ["zh-CN", "en", "pl"] as const;
export type Locale = (typeof locales)[number];

/** Lists without behaviour, kept in one dictionary screen (CUS-02). */
export const dictionaryKinds = ["customer_type", "region", "source", "industry", "level", "credit_rating"] as const;
export type DictionaryKind = (typeof dictionaryKinds)[number];

export const numberedKinds = ["customer"] as const;
export type NumberedKind = (typeof numberedKinds)[number];
export const numberDateParts = ["none", "year", "month", "day"] as const;
export type NumberDatePart = (typeof numberDateParts)[number];

/** What can be imported; each is one declared sheet (IMP-06). */
export const importKinds = ["customers", "contacts"] as const;
export type ImportKind = (typeof importKinds)[number];
export const importModes = ["add", "update", "upsert"] as const;
export type ImportMode = (typeof importModes)[number];
/** uploaded → checking → checked → writing → done → undoing → undone; failed and stopped end it too. */
export const importStates = [
  "uploaded",
  "checking",
  "checked",
  "writing",
  "done",
  "failed",
  "stopped",
  "undoing",
  "undone",
] as const;
export type ImportState = (typeof importStates)[number];
/** What became of a record when an import was undone, where it was not taken back whole: 已保留 / 无法撤销 (I10). */
export const undoOutcomes = ["kept", "impossible"] as const;
export type UndoOutcome = (typeof undoOutcomes)[number];
export const importRowActions = ["create", "update", "unchanged", "bad"] as const;

/** Colours of tags: the tones of the theme, so that they hold in light and dark (TAG-01). */
export const tagColours = ["neutral", "info", "success", "warning", "danger"] as const;
export type TagColour = (typeof tagColours)[number];

/** Lists whose filters can be kept as views (LST-01). */
export const viewedLists = ["customers", "contacts", "users"] as const;
export type ViewedList = (typeof viewedLists)[number];

/** What an attachment can be, by its content (ATT-01). */
export const attachmentFormats = [
  "pdf",
  "docx",
  "doc",
  "xlsx",
  "xls",
  "pptx",
  "ppt",
  "png",
  "jpeg",
  "gif",
  "webp",
  "txt",
  "csv",
  "zip",
] as const;
export type AttachmentFormat = (typeof attachmentFormats)[number];
/** The same as people name them: the settings switch whole groups on and off. */
export const attachmentTypes = ["pdf", "word", "excel", "powerpoint", "image", "text", "zip"] as const;
export type AttachmentType = (typeof attachmentTypes)[number];

export const changeKinds = ["create", "update", "delete"] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** Mails that the application writes (NOT-01); their texts stand under `mails.<kind>`. */
export const mailKinds = ["password_reset", "password_changed", "portal_invited", "notice"] as const;
export type MailKind = (typeof mailKinds)[number];
/** waiting → sending → sent; a failed one can be sent again. */
export const mailStates = ["waiting", "sending", "sent", "failed"] as const;

/** What people are told in the application (NOT-01); each can be switched off by whoever gets it. */
export const noticeKinds = ["customer_shared", "customer_assigned", "import_finished"] as const;
export type NoticeKind = (typeof noticeKinds)[number];

export const securityEventKinds = [
  "signed_in",
  "sign_in_failed",
  "sign_in_throttled",
  "sign_in_closed",
  "signed_out",
  "permission_refused",
  "wrong_audience",
  "password_reset_asked",
] as const;
export type SecurityEventKind = (typeof securityEventKinds)[number];
