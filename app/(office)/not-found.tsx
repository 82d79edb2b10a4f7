import { StopPage } from "@/components/layout/stop-page";

/** Inside the frame of the office: what an address names is not there, or not for this reader. */
export default function NotFound() {
  return <StopPage why="not_found" />;
}
