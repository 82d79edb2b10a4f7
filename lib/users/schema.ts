import { z } from "zod";
import { genders, userStates } from "@/db/enums";
import { plainDate } from "@/lib/core/dates";
import { typeLimitInput } from "@/lib/roles/schema";

const orNull = (text: string) => text || null;
const optionalText = (max: number) => z.string().trim().max(max).transform(orNull).nullable();
/** Digits, space and + ( ) . - / x, 5–30 characters (D-40). */
const phone = z
  .string()
  .trim()
  .regex(/^([\d +().\-/x]{5,30})?$/, "users.error.phone_shape")
  .transform(orNull)
  .nullable();
const optionalDate = z
  .string()
  .trim()
  .refine((text) => text === "" || plainDate(text), "users.error.date")
  .transform((text) => plainDate(text) ?? null)
  .nullable();

export const postInput = z.strictObject({
  positionId: z.uuid("users.error.choose_position"),
  isMain: z.boolean(),
  /** 任职时间: the date on which the post was taken up. */
  since: optionalDate,
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
  login: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9._@-]{3,40}$/, "users.error.login_shape"),
  name: z.string().trim().min(1, "errors.required").max(60),
  gender: z
    .enum([...genders, ""])
    .nullable()
    .transform((gender) => gender || null),
  staffNumber: optionalText(40),
  mobile: phone,
  email: z
    .union([z.literal(""), z.email("users.error.email_shape").max(254)])
    .transform(orNull)
    .nullable(),
  officePhone: phone,
  homePhone: phone,
  validUntil: optionalDate,
  state: z.enum(userStates),
  locked: z.boolean(),
  posts: z.array(postInput).max(20).check(judgePosts),
  roleIds: z.array(z.uuid()).max(50),
  customerTypeIds: typeLimitInput,
  levels: z.array(levelInput).max(50).check(judgeLevels),
};

const passwordFields = { password: z.string().min(1, "errors.required").max(200), passwordAgain: z.string().max(200) };
const same = { message: "users.error.passwords_differ", path: ["passwordAgain"] };

export const userInput = z
  .strictObject({ ...userFields, ...passwordFields })
  .refine(({ password, passwordAgain }) => password === passwordAgain, same);
export type UserInput = z.output<typeof userInput>;

export const userUpdate = z.strictObject({ ...userFields, id: z.uuid(), version: z.int().positive() });
export type UserUpdate = z.output<typeof userUpdate>;

export const newPassword = z
  .strictObject({ ...passwordFields, id: z.uuid() })
  .refine(({ password, passwordAgain }) => password === passwordAgain, same);

export const userId = z.strictObject({ id: z.uuid() });

/** Who comes into a role and who goes, from the role's page (ROL-04). */
export const roleMembersInput = z.strictObject({
  roleId: z.uuid(),
  add: z.array(z.uuid()).max(200),
  remove: z.array(z.uuid()).max(200),
});
export const personSearch = z.object({ q: z.string().trim().max(100).default("") });
