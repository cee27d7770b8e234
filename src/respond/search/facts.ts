/**
 * What narrows a search besides words: the channel, who has it, how it stands. Facts are kept among the words of an entry, behind a colon,
 * which no word that can be typed has: so the same index finds both together, and the count of each says how rare it is.
 */
export type Fact = 'network' | 'team' | 'assignee' | 'status';

export const STATUSES = ['open', 'waiting', 'snoozed', 'done'] as const;

const MOST_LETTERS = 300;

/** An empty value: nobody has it. */
export function factOf(name: Fact, value: string): string {
  return `:${name}=${value.slice(0, MOST_LETTERS).toWellFormed()}`;
}

export function isFact(word: string): boolean {
  return word.startsWith(':');
}

/** The facts of what somebody works on: its channels, its team and whoever has it. */
export function factsOf(work: {
  networks: readonly string[];
  status: string;
  teamId?: string | null;
  assigneeIds: readonly string[];
}): string[] {
  return [
    ...new Set(work.networks.map((network) => factOf('network', network))),
    factOf('status', ['solved', 'closed'].includes(work.status) ? 'done' : work.status),
    ...(work.teamId ? [factOf('team', work.teamId)] : []),
    ...(work.assigneeIds.length > 0 ? work.assigneeIds : ['']).map((id) => factOf('assignee', id)),
  ];
}

/** A word or fact as PostgreSQL reads it in vectors and queries, whatever signs it has. */
export function quoted(word: string): string {
  return `'${word.replaceAll(/['\\]/g, '$&$&')}'`;
}
