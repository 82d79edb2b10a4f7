import "server-only";
import * as auditRoutes from "./audit/routes";
import * as attachmentActions from "./attachments/actions";
import * as attachmentRoutes from "./attachments/routes";
import * as binActions from "./bin/actions";
import * as contactActions from "./contacts/actions";
import * as contactRoutes from "./contacts/routes";
import type { Job } from "./core/jobs";
import * as customerActions from "./customers/actions";
import * as customerRoutes from "./customers/routes";
import * as dictionaryActions from "./dictionaries/actions";
import * as dictionaryRoutes from "./dictionaries/routes";
import * as importActions from "./imports/actions";
import { importCheckJob, importUndoJob, importWriteJob } from "./imports/jobs";
import * as importRoutes from "./imports/routes";
import { cleanUpJob } from "./maintenance/jobs";
import * as mergeActions from "./merges/actions";
import * as noticeActions from "./notices/actions";
import * as noticeRoutes from "./notices/routes";
import * as notificationActions from "./notifications/actions";
import { sendMailsJob } from "./notifications/jobs";
import * as numberingActions from "./numbering/actions";
import * as organisationActions from "./organisation/actions";
import * as organisationRoutes from "./organisation/routes";
import * as portalActions from "./portal/actions";
import * as roleActions from "./roles/actions";
import * as settingsActions from "./settings/actions";
import * as shareActions from "./shares/actions";
import * as tagActions from "./tags/actions";
import * as tagRoutes from "./tags/routes";
import * as userActions from "./users/actions";
import * as userRoutes from "./users/routes";
import * as signInRoutes from "./users/sign-in-routes";
import * as viewActions from "./views/actions";
import * as viewRoutes from "./views/routes";

/**
 * The composition root: the one place that knows every domain. The worker reads its jobs here, `authz:dump` and the
 * permission matrix its doors. Keys are file names, so that the build's own list of actions can be compared.
 */
export const actions: Record<string, Record<string, unknown>> = {
  "lib/attachments/actions.ts": attachmentActions,
  "lib/bin/actions.ts": binActions,
  "lib/contacts/actions.ts": contactActions,
  "lib/customers/actions.ts": customerActions,
  "lib/dictionaries/actions.ts": dictionaryActions,
  "lib/imports/actions.ts": importActions,
  "lib/merges/actions.ts": mergeActions,
  "lib/notices/actions.ts": noticeActions,
  "lib/notifications/actions.ts": notificationActions,
  "lib/numbering/actions.ts": numberingActions,
  "lib/organisation/actions.ts": organisationActions,
  "lib/portal/actions.ts": portalActions,
  "lib/roles/actions.ts": roleActions,
  "lib/settings/actions.ts": settingsActions,
  "lib/shares/actions.ts": shareActions,
  "lib/tags/actions.ts": tagActions,
  "lib/users/actions.ts": userActions,
  "lib/views/actions.ts": viewActions,
};

export const routes: Record<string, Record<string, unknown>> = {
  "lib/audit/routes.ts": auditRoutes,
  "lib/attachments/routes.ts": attachmentRoutes,
  "lib/contacts/routes.ts": contactRoutes,
  "lib/customers/routes.ts": customerRoutes,
  "lib/dictionaries/routes.ts": dictionaryRoutes,
  "lib/imports/routes.ts": importRoutes,
  "lib/notices/routes.ts": noticeRoutes,
  "lib/organisation/routes.ts": organisationRoutes,
  "lib/tags/routes.ts": tagRoutes,
  "lib/users/routes.ts": userRoutes,
  "lib/users/sign-in-routes.ts": signInRoutes,
  "lib/views/routes.ts": viewRoutes,
};

export const jobs: readonly Job[] = [importCheckJob, importWriteJob, importUndoJob];

/** Work of the system itself: it acts for nobody. */
export const systemJobs: readonly Job[] = [sendMailsJob, cleanUpJob];
