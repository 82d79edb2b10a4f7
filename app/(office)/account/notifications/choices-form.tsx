"use client";

import { useTranslations } from "next-intl";
import { type SubmitEvent, useState, useTransition } from "react";
import { notify } from "@/components/layout/notify";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/input";
import { noticeKinds } from "@/db/enums";
import { chooseNoticesAction } from "@/lib/notices/actions";
import type { NoticeChoicesInput } from "@/lib/notices/schema";

const ways = ["inApp", "byMail"] as const;

/** For each kind whether it is told in the application and by mail. */
export function ChoicesForm({ choices }: { choices: NoticeChoicesInput }) {
  const t = useTranslations("notices");
  const [chosen, setChosen] = useState(choices);
  const [problem, setProblem] = useState<string>();
  const [pending, start] = useTransition();
  const save = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    start(async () => {
      const answer = await chooseNoticesAction(chosen);
      setProblem(answer.ok ? undefined : answer.message);
      if (answer.ok) notify.done(t("choices.saved"));
    });
  };
  return (
    <form onSubmit={save} className="grid justify-items-start gap-3">
      <table className="choices">
        <caption className="sr-only">{t("choices.title")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("choices.kind")}</th>
            {ways.map((way) => (
              <th key={way} scope="col">
                {t(`choices.${way}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {noticeKinds.map((kind) => (
            <tr key={kind}>
              <th scope="row">{t(`kind.${kind}`)}</th>
              {ways.map((way) => (
                <td key={way}>
                  <Checkbox
                    checked={chosen[kind][way]}
                    aria-label={`${t(`kind.${kind}`)} ${t(`choices.${way}`)}`}
                    onChange={({ target }) =>
                      setChosen({ ...chosen, [kind]: { ...chosen[kind], [way]: target.checked } })
                    }
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {problem && (
        <p role="alert" className="text-danger">
          {problem}
        </p>
      )}
      <Button type="submit" variant="primary" disabled={pending}>
        {t("choices.save")}
      </Button>
    </form>
  );
}
