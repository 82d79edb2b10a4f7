"use client";

import dynamic from "next/dynamic";

/** The form that links a contact to a customer, fetched when it is opened (SPD-02). */
export const LinkForm = dynamic(() => import("./link-form").then((module) => module.LinkForm));
