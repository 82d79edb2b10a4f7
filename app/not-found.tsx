import { StopPage } from "@/components/layout/stop-page";

export default function NotFound() {
  return <StopPage why="not_found" />;
}
