import { z } from "zod";
import { genders, userStates } from "@/db/enums";
import {
  email,
  optionalChoice,
  optionalDate,
  optionalText,
  phone,
  requiredChoice,
  requiredText,
  seenVersion,
} from "@/lib/core/fields";
import { privateQuota, typeLimitInput } from "@/lib/roles/schema";

const dateOrNull = () => optionalDate().transform((date) => date ?? null);

export const postInput = z.strictObject({
  positionId: z.uuid("users.error.choose_position"),
  isMain: z.boolean(),
  /** 任职时间: the date on which the post was taken up. */
  since: dateOrNull(),
});
/** 人员管理层次权限 (SCP-03): an institution or a department, with or without the departments below. */
export const levelInput = z.strictObject({ placeId: z.uuid("users.error.choose_place"), includesBelow: z.boolean() });

type Post = z.output<typeof postInput>;

/** One main post and any number of part-time ones, no position twice (ORG-06). Somebody may still be without any. */
function judgePosts({ value: posts, issues }: z.core.ParsePayload<Post[]>): void {
  const say = (message: string, ...path: PropertyKey[]) => issues.push({ code: "custom", message, path, input: posts });
  if (posts.length > 0 && posts.filter(({ isMain }) => isMain).length !== 1) say("users.error.one_main_post");
  posts.forEach(({ positionId }, at) => {
    if (posts.findIndex((post) => post.positionId === positionId) < at)
      say("users.error.position_twice", at, "positionId");
  });
}
function judgeLevels({ value: levels, issues }: z.core.ParsePayload<z.output<typeof levelInput>[]>): void {
  levels.forEach(({ placeId }, at) => {
    if (levels.findIndex((level) => level.placeId === placeId) < at)
      issues.push({ code: "custom", message: "users.error.place_twice", path: [at, "placeId"], input: levels });
  });
}

const userFields = {
  login: requiredText(40).refine((login) => /^[A-Za-z0-9._@-]{3,40}$/.test(login), "users.error.login_shape"),
  name: requiredText(60),
  gender: optionalChoice(genders),
  staffNumber: optionalText(40),
  mobile: phone(),
  email: email(),
  officePhone: phone(),
  homePhone: phone(),
  /** The last day on which the account works; empty: no limit. */
  validUntil: dateOrNull(),
  state: requiredChoice(userStates),
  locked: z.boolean(),
  posts: z.array(postInput).max(20).check(judgePosts),
  roleIds: z.array(z.uuid()).max(50),
  customerTypeIds: typeLimitInput,
  levels: z.array(levelInput).max(50).check(judgeLevels),
  privateQuota,
};

/** Typed twice (ORG-06); how good it is, is judged by the rules for passwords. */
const passwordFields = { password: z.string().min(1, "errors.required").max(200), passwordAgain: z.string().max(200) };
const same = { message: "users.error.passwords_differ", path: ["passwordAgain"] };

export const userInput = z
  .strictObject({ ...userFields, ...passwordFields })
  .refine(({ password, passwordAgain }) => password === passwordAgain, same);
export type UserInput = z.output<typeof userInput>;

export const userUpdate = z.strictObject({
  ...userFields,
  id: z.uuid(),
  version: seenVersion(),
  /** Whoever leaves may keep what they own, if somebody says so (ORG-09). */
  keepHoldings: z.boolean().optional(),
});
export type UserUpdate = z.output<typeof userUpdate>;

export const newPassword = z
  .strictObject({ ...passwordFields, id: z.uuid() })
  .refine(({ password, passwordAgain }) => password === passwordAgain, same);

/** One's own new password (ACC-05), proved by the present one. */
export const ownPassword = z
  .strictObject({ ...passwordFields, current: z.string().min(1, "errors.required").max(200) })
  .refine(({ password, passwordAgain }) => password === passwordAgain, same);

export const sessionId = z.strictObject({ id: z.uuid() });
export const nothing = z.strictObject({});

export const userId = z.strictObject({ id: z.uuid() });

/** Who comes into a role and who goes, from the role's page (ROL-04). */
export const roleMembersInput = z.strictObject({
  roleId: z.uuid(),
  add: z.array(z.uuid()).max(200),
  remove: z.array(z.uuid()).max(200),
});
export const personSearch = z.object({
  q: z.string().trim().max(100).default(""),
  /** People with a post there. */
  institution: z.uuid({ error: "errors.unreadable" }).optional(),
  department: z.uuid({ error: "errors.unreadable" }).optional(),
});
