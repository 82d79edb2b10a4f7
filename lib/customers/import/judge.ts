import "server-only";
import { type StaffContext } from "@/lib/core/context";
import type { ImportRun } from "@/lib/imports/define";
import { beginFindings } from "@/lib/imports/findings";
import { compareTags, readTags } from "@/lib/tags/import";
import { matchPeople } from "@/lib/contacts/import";
import { readCells } from "./cells";
import { compareCustomers } from "./changes";
import { findSecondPrimaries, readContacts } from "./contact-rows";
import { findContradictions, findRepeatedRows, groupRows, holdBackRest, requireContactNames } from "./groups";
import { holdMatches, judgeMatches, matchCustomers } from "./matches";
import { addedFields, addEntries, findClosedNames, findUnknownNames, imagineEntries, lookUpNames } from "./names";
import { findOrphans, findParents, judgeTrees } from "./parents";
import { lookUpRegions } from "./regions";
import { judgeOwnership, judgeRegistrationNumbers, judgeTypes, requireNames } from "./rules";

/**
 * Judges the rows of an import that are not bad already. What is found stands in `findings` and `held`; what would be written
 * in `leaders` (customers) and `people` (contacts). The write judges again in its own transaction, with the customers held,
 * so that it never trusts what the preview saw.
 */
export async function judge(ctx: StaffContext, run: ImportRun, purpose: "preview" | "write"): Promise<void> {
  await beginFindings(ctx);
  await readCells(ctx, run);
  await lookUpNames(ctx);
  await (purpose === "write" ? addEntries : imagineEntries)(ctx, addedFields(ctx, run));
  await findUnknownNames(ctx);
  await readTags(ctx, run, purpose);
  await lookUpRegions(ctx);
  await groupRows(ctx);
  await run.goOn();
  await requireContactNames(ctx);
  await judgeRegistrationNumbers(ctx);
  await findRepeatedRows(ctx);
  await findContradictions(ctx);
  if (purpose === "write") await holdMatches(ctx);
  await matchCustomers(ctx);
  await judgeMatches(ctx, run.mode);
  await requireNames(ctx, run);
  await run.goOn();
  await findParents(ctx);
  await judgeTrees(ctx);
  await judgeTypes(ctx);
  await judgeOwnership(ctx);
  await findClosedNames(ctx);
  await readContacts(ctx);
  await findSecondPrimaries(ctx);
  await compareCustomers(ctx);
  await compareTags(ctx);
  await run.goOn();
  await matchPeople(ctx);
  await holdBackRest(ctx);
  await findOrphans(ctx);
  await holdBackRest(ctx);
}
