/** Channels that can be weighed: those of our accounts, and those that somebody weighed already. */
export function channelsOf(
  accounts: readonly { network: string }[],
  weights: Readonly<Record<string, number>>,
): string[] {
  return [...new Set([...accounts.map((account) => account.network), ...Object.keys(weights)])].sort();
}

/** What stands in the fields, as the server wants it: what counts as one is left out. */
export function weightsOf(typed: Readonly<Record<string, string>>): Record<string, number> {
  const entries = Object.entries(typed).map(([channel, text]) => [channel, Number(text)] as const);
  return Object.fromEntries(
    entries.filter(([, weight]) => Number.isFinite(weight) && weight > 0 && weight !== 1),
  );
}
