import type { ReactNode } from "react";

type StateProps = {
  title: string;
  help?: string;
  /** It is all that the page has: the title is the page's heading. */
  alone?: boolean;
  children?: ReactNode;
};

/** Nothing there: why, and what to do about it. */
export function EmptyState({ title, help, alone = false, children }: StateProps) {
  const Title = alone ? "h1" : "b";
  return (
    <div className="state">
      <Title>{title}</Title>
      {help && <p>{help}</p>}
      {children && <div>{children}</div>}
    </div>
  );
}

/** Something failed: what, and the way out. Read aloud when it appears. */
export function ErrorState(props: StateProps) {
  return (
    <div role="alert">
      <EmptyState {...props} />
    </div>
  );
}
