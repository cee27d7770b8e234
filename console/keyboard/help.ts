interface Listed {
  keys: string;
  label: string;
  group: string;
}

export interface HelpGroup {
  group: string;
  /** What can be done, each with every key that does it. */
  lines: { label: string; keys: string[] }[];
}

/**
 * The keys of a screen as its help tells them: the group registered last first, one line for each thing that can be done. Of two that want
 * the same key in one group only the later has it.
 */
export function helpOf(shortcuts: readonly Listed[]): HelpGroup[] {
  const groups = Map.groupBy(shortcuts.toReversed(), (shortcut) => shortcut.group);
  return [...groups].map(([group, entries]) => {
    const owners = new Map(entries.toReversed().map((entry) => [entry.keys, entry.label]));
    const lines = Map.groupBy(owners, ([, label]) => label);
    return { group, lines: [...lines].map(([label, keys]) => ({ label, keys: keys.map(([key]) => key) })) };
  });
}
