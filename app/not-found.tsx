import { NotFoundState } from "@/components/layout/not-found-state";

/** An address that leads nowhere at all: outside of every frame. */
export default function NotFound() {
  return (
    <main>
      <NotFoundState />
    </main>
  );
}
