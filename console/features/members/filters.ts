export const STATES = ['active', 'silenced', 'suspended', 'leaving', 'erased'] as const;
export type ShownState = (typeof STATES)[number];

export interface MemberFilters {
  q?: string;
  state?: ShownState;
  /** `mail`, `password`, `passkey`, `hand-over`, or the id of a provider. */
  way?: string;
}

export const OWN_WAYS = ['mail', 'password', 'passkey', 'hand-over'] as const;

/** Filters as they stand in the address; what is none is left out. */
export function readFilters(search: Readonly<Record<string, unknown>>): MemberFilters {
  const { state, way } = search;
  const q = typeof search['q'] === 'string' ? search['q'].slice(0, 200) : '';
  const known = STATES.find((one) => one === state);
  return {
    ...(q.trim() === '' ? {} : { q }),
    ...(known ? { state: known } : {}),
    ...(typeof way === 'string' && /^[\w-]{1,60}$/.test(way) ? { way } : {}),
  };
}

/** What is told of a member beside the name: leaving goes before all that is still open. */
export function shownState(member: { state: string; eraseAt: string | null }): ShownState {
  if (member.state === 'active' && member.eraseAt !== null) return 'leaving';
  return STATES.find((one) => one === member.state) ?? 'active';
}

export const DURATIONS = ['1', '7', '30', 'ever'] as const;
export type Duration = (typeof DURATIONS)[number];

/** When a silence of so many days ends; null for good. */
export function endOf(duration: Duration, now: Date): string | null {
  if (duration === 'ever') return null;
  return new Date(now.getTime() + Number(duration) * 86_400_000).toISOString();
}

/** Names of a list field: one a line or by commas, each once. */
export function namesOf(typed: string): string[] {
  return [
    ...new Set(
      typed
        .split(/[\n,]+/)
        .map((name) => name.trim())
        .filter((name) => name.length > 1),
    ),
  ];
}
