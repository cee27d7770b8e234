import type { SignView } from './queries.ts';

type Of = SignView['favours'][number]['of'];
const KINDS = ['answers', 'ideas', 'reviews'] as const;

/** By what somebody favoured another, the most frequent first. */
export function favourKinds(of: Of): { of: (typeof KINDS)[number]; count: number }[] {
  return KINDS.map((kind) => ({ of: kind, count: of[kind] ?? 0 }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count);
}

/** What a member is called; a dash where he is gone. */
export const nameIn = (members: SignView['members'], id: string): string =>
  members.find((member) => member.id === id)?.name ?? '–';
