import { NotFoundState } from "@/components/layout/not-found-state";

/** Inside the frame of the office. */
export default function NotFound() {
  return <NotFoundState />;
}
