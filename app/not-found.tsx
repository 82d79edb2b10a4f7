import { StopPage } from "@/components/layout/stop-page";

/** An address that leads nowhere at all: outside of every frame. */
export default function NotFound() {
  return (
    <main>
      <StopPage why="not_found" />
    </main>
  );
}
