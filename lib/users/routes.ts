import "server-only";
import { z } from "zod";
import { downloadRows, exportFormat, readExport } from "@/lib/core/list-export";
import { translatorFor } from "@/lib/core/messages";
import { lookup, route } from "@/lib/core/route";
import { exportUsers, recordUserExport } from "./export";
import { userList } from "./list";
import { findPeople } from "./queries";
import { personSearch } from "./schema";

/** Picks a person (FRM-02): names of colleagues are open to everybody who works here. */
export const searchPeople = lookup("signed in", personSearch, findPeople, { example: () => ({ search: { q: "a" } }) });

/** The current filter of the accounts with the chosen columns as a file (ORG-07, EXP-01), streamed. */
export const exportUsersRoute = route(
  "users.export",
  z.looseObject({ format: exportFormat }),
  async (ctx, { input: { format, ...search } }) => {
    const params = readExport(userList, search);
    await recordUserExport(ctx, params, format);
    return downloadRows(ctx, translatorFor(ctx.actor.locale)("users.export_file"), format, exportUsers(ctx, params));
  },
  { example: () => ({ search: { format: "csv" } }) },
);
