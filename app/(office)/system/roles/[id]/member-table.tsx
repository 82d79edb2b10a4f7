"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import type { RowAction } from "@/components/data-table/actions";
import type { ColumnView } from "@/components/data-table/columns";
import { DataTable } from "@/components/data-table/data-table";
import { Picker } from "@/components/form/picker";
import { notify } from "@/components/layout/notify";
import type { RoleMember } from "@/lib/roles/queries";
import { changeRoleMembersAction } from "@/lib/users/actions";

/** Who holds a role: people are added by picking them and taken out in their row (ROL-04). */
export function MemberTable({
  role,
  members,
  mayGive,
  mayOpen,
}: {
  role: { id: string; name: string };
  members: readonly RoleMember[];
  mayGive: boolean;
  /** Whether the reader may open accounts. */
  mayOpen: boolean;
}) {
  const t = useTranslations("roles");
  const columns: ColumnView[] = [
    { key: "name", label: t("field.person"), kind: mayOpen ? "link" : "text" },
    { key: "login", label: t("field.login"), kind: "text" },
    {
      key: "state",
      label: t("field.state"),
      kind: "badge",
      labels: {
        employed: t("state.employed"),
        left: t("state.left"),
        retired: t("state.retired"),
        locked: t("state.locked"),
      },
      tones: { employed: "success", left: "neutral", retired: "neutral", locked: "danger" },
    },
  ];
  const rows = members.map(({ id, name, login, state, locked }) => [
    id,
    name,
    login,
    locked && state === "employed" ? "locked" : state,
  ]);
  const remove: RowAction = {
    key: "remove",
    label: t("take_out"),
    danger: true,
    run: (id) => changeRoleMembersAction({ roleId: role.id, add: [], remove: [id] }),
    confirm: {
      title: t.raw("take_out_title") as string,
      body: t("take_out_body", { role: role.name }),
      verb: t("take_out_verb"),
    },
    done: t("taken_out", { name: "{name}", role: role.name }),
  };
  return (
    <>
      {mayGive && <AddMember role={role} />}
      <DataTable
        caption={t("section.members", { count: members.length })}
        columns={columns}
        rows={rows}
        rowHref="/system/users/:id"
        actions={mayGive ? [remove] : []}
        empty={<p className="text-muted">{t("no_members")}</p>}
      />
    </>
  );
}

function AddMember({ role }: { role: { id: string; name: string } }) {
  const t = useTranslations("roles");
  const [pending, start] = useTransition();
  const [problem, setProblem] = useState<string>();
  const [count, setCount] = useState(0);
  return (
    <div className="grid max-w-80 gap-1">
      <label className="field-label" htmlFor="add-member">
        {t("add_member")}
      </label>
      <Picker
        // A new one after each person, so that it is empty again.
        key={count}
        id="add-member"
        label={t("add_member")}
        endpoint="/api/users"
        disabled={pending}
        onPick={(person) =>
          person &&
          start(async () => {
            const result = await changeRoleMembersAction({ roleId: role.id, add: [person.id], remove: [] });
            setProblem(result.ok ? undefined : result.message);
            setCount((now) => now + 1);
            if (result.ok) notify.done(t("added", { name: person.label, role: role.name }));
          })
        }
      />
      {problem && (
        <p role="alert" className="field-error">
          {problem}
        </p>
      )}
    </div>
  );
}
