"use client";

import dynamic from "next/dynamic";

/** The customer form, fetched when it is opened: the list below it does without the weight of forms and schemas (SPD-02). */
export const CustomerForm = dynamic(() => import("./customer-form").then((module) => module.CustomerForm));
