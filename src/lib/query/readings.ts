/**
 * Both ways to read operands joined by AND and OR without brackets: AND binding tighter, and OR binding tighter.
 * `joins[i]` stands between `parts[i]` and `parts[i + 1]`.
 */
export function mixedReadings(parts: readonly string[], joins: readonly ('and' | 'or')[]): [string, string] {
  return [bindTighter('and', parts, joins), bindTighter('or', parts, joins)];
}

const WRITTEN = { and: ' ', or: ' OR ' } as const;

function bindTighter(
  tight: 'and' | 'or',
  parts: readonly string[],
  joins: readonly ('and' | 'or')[],
): string {
  const groups: string[][] = [[parts[0]!]];
  for (const [i, join] of joins.entries()) {
    if (join === tight) groups.at(-1)!.push(parts[i + 1]!);
    else groups.push([parts[i + 1]!]);
  }
  const loose = tight === 'and' ? 'or' : 'and';
  return groups
    .map((group) => (group.length === 1 ? group[0]! : `(${group.join(WRITTEN[tight])})`))
    .join(WRITTEN[loose]);
}
