import type { NoticeKind } from "@/db/enums";
import type { Values } from "@/lib/core/errors";

type Told = { kind: NoticeKind; name: string | null; by: string | null; count: number };

/** What a notice says, as a message key with its values: by name, by number, or without a name that the reader may not know (I4). */
export function noticeSentence({ kind, name, by, count }: Told, somebody: string): [key: string, values: Values] {
  const form = count > 1 ? `${kind}_many` : name === null ? `${kind}_hidden` : kind;
  return [`notices.text.${form}`, { by: by ?? somebody, name: name ?? "", count }];
}
