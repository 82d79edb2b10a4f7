"use client";

import { useEffect } from "react";
import { useFormFrame } from "@/components/form/form-context";

/** Says what rows as a whole are called and how they read, for the choice between two people's versions (FRM-01). */
export function useRowsWords<Row>(name: "posts" | "levels", label: string, show: (row: Row) => string): void {
  const { words } = useFormFrame();
  useEffect(() => {
    words.set(name, { label, show: (rows) => (rows as readonly Row[]).map(show).join("; ") || "—" });
  }, [words, name, label, show]);
}
