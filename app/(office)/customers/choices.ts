/** An entry of a dictionary as the form gets it. */
export type Choice = { id: string; label: string; parentId: string | null; isDefault: boolean };

/** Entries as options of a select; those below another are set in. */
export const choices = (entries: readonly Choice[]) =>
  entries.map(({ id, label, parentId }) => ({ value: id, label: parentId ? `\u3000${label}` : label }));
