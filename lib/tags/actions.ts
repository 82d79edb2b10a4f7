"use server";

import { action } from "@/lib/core/action";
import { createTag, deleteTag, editTag, mergeTags, previewTagDeletion } from "./commands";
import { newTag, tagEdit, tagging, tagId, tagMerge } from "./schema";
import { tagCustomers } from "./tagging-commands";

export const createTagAction = action("tags.create", newTag, createTag, {
  example: () => ({ name: "示例标签", colour: "info" }),
});
export const editTagAction = action("tags.edit", tagEdit, editTag, {
  example: ({ tag, version }) => ({ id: tag!, version: Number(version), name: "改名", colour: "warning" }),
});
export const mergeTagsAction = action("tags.edit", tagMerge, mergeTags, {
  example: ({ tag, otherTag }) => ({ id: tag!, into: otherTag! }),
});
export const previewTagDeletionAction = action("tags.delete", tagId, previewTagDeletion, {
  example: ({ tag }) => ({ id: tag! }),
  trace: "none: it only counts",
});
export const deleteTagAction = action("tags.delete", tagId, deleteTag, { example: ({ tag }) => ({ id: tag! }) });
export const tagCustomersAction = action("customers.edit", tagging, tagCustomers, {
  example: ({ customer, tag, otherTag }) => ({ ids: [customer!], add: [tag!], remove: [otherTag!] }),
});
