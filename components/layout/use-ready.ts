"use client";

import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/** False in the HTML and while the page comes alive, true after: for controls that do nothing without JavaScript. */
export const useReady = () =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
