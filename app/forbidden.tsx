import { StopPage } from "@/components/layout/stop-page";

export default function Forbidden() {
  return <StopPage why="forbidden" />;
}
