/** Pure steps through a tree that is given as a flat list; the forms choose from what they leave. */

/** Everything but a node and what lies below it: what a node may be put under. */
export function outsideBranch<T extends { id: string }>(
  nodes: readonly T[],
  id: string | undefined,
  above: (node: T) => string | null,
): T[] {
  const branch = new Set(id ? [id] : []);
  // A pass for each level: the list need not have parents before their children.
  for (let before = -1; branch.size > before;) {
    before = branch.size;
    for (const node of nodes) if (branch.has(above(node) ?? "")) branch.add(node.id);
  }
  return nodes.filter((node) => !branch.has(node.id));
}

/** Nodes in tree order as options of a list box, each indented by its depth. */
export const indented = (nodes: readonly { id: string; label: string; depth: number }[]) =>
  nodes.map(({ id, label, depth }) => ({ value: id, label: "\u3000".repeat(depth) + label }));
