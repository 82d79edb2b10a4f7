"use client";

import dynamic from "next/dynamic";

/** The form of a contact, fetched when it is opened: the list below it does without the weight of forms (SPD-02). */
export const ContactForm = dynamic(() => import("./contact-form").then((module) => module.ContactForm));
