/** How far an account of ours is with reading. */
export interface ReadingState {
  startedAt: Date;
  postsRead: number;
  /** What the settings ask for. */
  days: number;
  posts: number;
}

const DAY_MS = 86_400_000;
/** Networks on which an account has no community to read: what comes there is written to us. */
const NO_COMMUNITY: ReadonlySet<string> = new Set(['mail', 'chat']);

export function hasCommunity(network: string): boolean {
  return !NO_COMMUNITY.has(network);
}

export function readsUntil({ startedAt, days }: ReadingState): Date {
  return new Date(startedAt.getTime() + days * DAY_MS);
}

/** Why an account still reads; null when it may post. Both count: the time and the posts. */
export function whyReading(state: ReadingState, now: Date): string | null {
  const until = readsUntil(state);
  const missing = state.posts - state.postsRead;
  const parts = [
    ...(until > now ? [`until ${until.toISOString().slice(0, 10)}`] : []),
    ...(missing > 0 ? [`${missing === 1 ? 'one more post' : `${missing} more posts`}`] : []),
  ];
  if (parts.length === 0) return null;
  return `This account is new in its community: it reads ${parts.join(' and ')} before it posts.`;
}
