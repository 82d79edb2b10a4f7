"use client";

import dynamic from "next/dynamic";

/** The dialogs, fetched when they are opened: the list does without the weight of forms and schemas (SPD-02). */
export const AssignDialog = dynamic(() => import("./assign-dialog").then((module) => module.AssignDialog));
export const TagDialog = dynamic(() => import("./tag-dialog").then((module) => module.TagDialog));
export const ShareDialog = dynamic(() => import("./share-dialog").then((module) => module.ShareDialog));
