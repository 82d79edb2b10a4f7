"use client";

import { createContext, useContext } from "react";

/** What a form knows about its fields beyond their values: what they are called, and how a value reads. */
export type FieldWords = { label: string; show?: (value: unknown) => string };

type FormFrame = { id: string; pending: boolean; words: Map<string, FieldWords> };

export const FormFrameContext = createContext<FormFrame>({ id: "form", pending: false, words: new Map() });
export const useFormFrame = () => useContext(FormFrameContext);

/** The id of the control of a field: the error summary links to it. */
export const fieldId = (formId: string, name: string) => `${formId}-${name.replaceAll(".", "-")}`;
