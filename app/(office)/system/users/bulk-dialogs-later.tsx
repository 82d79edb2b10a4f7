"use client";

import dynamic from "next/dynamic";

/** The dialogs, fetched when they are opened: the list does without the weight of forms and schemas (SPD-02). */
export const PostDialog = dynamic(() => import("./post-dialog").then((module) => module.PostDialog));
export const RolesDialog = dynamic(() => import("./roles-dialog").then((module) => module.RolesDialog));
