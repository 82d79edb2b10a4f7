"use client";

import { type ReactNode, useState } from "react";
import { LeaveDialog } from "@/components/layout/leave-dialog";
import { discardUnsaved, hasUnsaved } from "@/components/layout/unsaved";
import { Dialog } from "@/components/ui/dialog";

export type BulkDialogProps = { ids: string[]; onClose: () => void; onDone: () => void };

/** A dialog around a form about ticked accounts; it asks before what was filled in is given up. */
export function BulkDialog({
  title,
  onClose,
  children,
}: {
  title: string;
  onClose: () => void;
  children: (close: () => void) => ReactNode;
}) {
  const [asking, setAsking] = useState(false);
  function leave() {
    discardUnsaved();
    onClose();
  }
  const close = () => (hasUnsaved() ? setAsking(true) : leave());
  return (
    <>
      <Dialog open onClose={close} title={title}>
        {children(close)}
      </Dialog>
      <LeaveDialog open={asking} onStay={() => setAsking(false)} onLeave={leave} />
    </>
  );
}
