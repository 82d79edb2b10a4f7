import type { ReactNode } from "react";

/** The box of the one thing to do on the page; on a telephone the whole screen is the box. */
export function Panel({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-5 sm:rounded sm:border sm:bg-background sm:p-8">
      <h1>{title}</h1>
      {children}
    </section>
  );
}
