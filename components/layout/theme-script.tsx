"use client";

const code = `try{var t=localStorage.theme;if(t==="dark"||t==="light")document.documentElement.classList.add(t)}catch{}`;

/**
 * Puts the chosen theme on <html> before anything is painted. Without a choice the system decides, by CSS alone. It runs from
 * the HTML; where the browser renders it anew (a refused page in development) it could not run, and is text.
 */
export function ThemeScript({ nonce }: { nonce?: string }) {
  const type = typeof window === "undefined" ? undefined : "text/plain";
  return <script {...{ type, nonce }} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: code }} />;
}
