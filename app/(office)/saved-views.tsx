import { Messages } from "@/components/layout/messages";
import type { ViewedList } from "@/db/enums";
import { can, type StaffContext } from "@/lib/core/context";
import type { OpenedView } from "./open-view";
import { ViewsMenu } from "./views-menu";

/** The views of a list, for its header (LST-01): own and shared ones; what the list shows can be kept as another. */
export function SavedViews({
  ctx,
  list,
  search,
  opened,
}: {
  ctx: StaffContext;
  list: ViewedList;
  /** The address of the list without the question mark. */
  search: string;
  opened: OpenedView;
}) {
  const mayShare = can(ctx, "views.share");
  return (
    <Messages of={["views"]}>
      <ViewsMenu list={list} search={search} current={opened.current} mayShare={mayShare} />
    </Messages>
  );
}
