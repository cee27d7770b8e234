import type { Category, CategoryInput, Group, GroupInput, Seat, Wish } from './queries.ts';

/** What stands in the form of a category; a new one stands at the given place. */
export function inputOf(category: Category | undefined, position: number): CategoryInput {
  if (!category)
    return {
      name: '',
      text: '',
      position,
      whoReads: 'everybody',
      whoStarts: 'members',
      whoAnswers: 'members',
      groupId: null,
      closesAfter: null,
    };
  const { name, slug, text, whoReads, whoStarts, whoAnswers, isArchived, groupId, closesAfter } = category;
  return {
    name,
    slug,
    text,
    position: category.position,
    whoReads,
    whoStarts,
    whoAnswers,
    isArchived,
    groupId,
    closesAfter,
  };
}

export const GROUP_KINDS = [
  'public',
  'request',
  'invitation',
  'hidden',
] as const satisfies readonly Group['kind'][];

/** What stands in the form of a group. */
export function groupInputOf(group: Group | undefined): GroupInput {
  if (!group) return { name: '', text: '', kind: 'request' };
  const { name, slug, text, kind } = group;
  return { name, slug, text, kind };
}

/** What can be done with somebody who has a seat in a group. */
export function wishesFor({ state, role }: Pick<Seat, 'state' | 'role'>): Wish[] {
  if (state === 'asked') return ['admit', 'remove'];
  if (state === 'invited') return ['remove'];
  return [role === 'member' ? 'promote' : 'demote', 'remove'];
}
