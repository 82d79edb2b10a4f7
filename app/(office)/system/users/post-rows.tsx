"use client";

import { Minus, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { useFieldArray, useWatch } from "react-hook-form";
import { DateField } from "@/components/form/fields";
import { FormSection } from "@/components/form/form-layout";
import type { PickerOption } from "@/components/form/picker";
import { PickerField } from "@/components/form/picker-fields";
import { Button, IconButton } from "@/components/ui/button";
import { RowsError } from "./rows-error";
import { useRowsWords } from "./use-rows-words";
import type { UserControl, UserValues } from "./user-form";

/** Main and part-time posts with the date each was taken up (ORG-06): rows that come with + and go with −. */
export function PostRows({
  control,
  positions,
  disabled,
}: {
  control: UserControl;
  positions: readonly PickerOption[];
  disabled: boolean;
}) {
  const t = useTranslations("users");
  const { fields, append, remove, replace } = useFieldArray({ control, name: "posts" });
  const posts = useWatch({ control, name: "posts" });
  const said = useCallback(
    ({ positionId, isMain, since }: UserValues["posts"][number]) => {
      const position = positions.find(({ id }) => id === positionId);
      return [position?.hint, position?.label, isMain && t("main_post"), since].filter(Boolean).join(" · ");
    },
    [positions, t],
  );
  useRowsWords("posts", t("section.posts"), said);
  const makeMain = (main: number) => replace(posts.map((post, at) => ({ ...post, isMain: at === main })));
  function takeAway(at: number) {
    const left = posts.filter((_, index) => index !== at);
    // Whoever has posts has a main one: the first takes over.
    if (posts[at]?.isMain) replace(left.map((post, index) => ({ ...post, isMain: index === 0 })));
    else remove(at);
  }
  return (
    <FormSection title={t("section.posts")} help={t("help.posts")}>
      {fields.length > 0 && (
        <ul className="grid gap-3">
          {fields.map(({ id }, at) => (
            <li
              key={id}
              className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4 gap-y-2 sm:grid-cols-[minmax(0,1fr)_10rem_auto_auto]"
            >
              <div className="col-span-2 sm:col-span-1">
                <PickerField
                  control={control}
                  name={`posts.${at}.positionId`}
                  label={t("field.position")}
                  options={positions}
                  disabled={disabled}
                  required
                />
              </div>
              <div className="col-span-2 sm:col-span-1">
                <DateField control={control} name={`posts.${at}.since`} label={t("field.since")} disabled={disabled} />
              </div>
              <label className="flex min-h-8 items-center gap-2 sm:mt-[26px]">
                <input
                  type="radio"
                  name="main-post"
                  className="size-4 accent-primary"
                  checked={posts[at]?.isMain ?? false}
                  disabled={disabled}
                  onChange={() => makeMain(at)}
                />
                {t("main_post")}
              </label>
              <IconButton
                label={t("remove_post", { row: at + 1 })}
                disabled={disabled}
                onClick={() => takeAway(at)}
                className="sm:mt-[26px]"
              >
                <Minus aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      <RowsError control={control} name="posts" />
      {!disabled && (
        <div>
          <Button onClick={() => append({ positionId: "", isMain: posts.length === 0, since: null })}>
            <Plus aria-hidden />
            {t("add_post")}
          </Button>
        </div>
      )}
    </FormSection>
  );
}
