import { StopPage } from "@/components/layout/stop-page";

/** Nothing throws it, strangers go to the sign-in: it stands here because the one of the framework is a kilobyte on every page. */

export default function Unauthorized() {
  return <StopPage why="forbidden" />;
}
