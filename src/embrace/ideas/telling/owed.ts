import type { App } from '#platform/app/index.ts';
import { personKeyOf } from '#people/persons/index.ts';
import { findConversations } from '#respond/inbox/index.ts';
import { membersBehind } from '../idea/behind.ts';
import type { BoardRow } from '../idea/boards.ts';
import { selectSpokenFor, selectToldAccounts, type SpokenFor } from './owed-store.ts';
import type { TellingRow } from './store.ts';

/**
 * Who is told where he said it that an idea is there, each person once. Left out is who hears of it as a member, and who was told before.
 * A board for chosen eyes keeps the wishes of those for whom colleagues voted to itself.
 */
export async function owedTo(
  app: App,
  ideaId: string,
  { board, chosen }: { board: BoardRow; chosen: readonly string[] },
): Promise<Pick<TellingRow, 'postId' | 'voteId' | 'accountId'>[]> {
  const isOpen = board.whoSees === 'everybody' || board.whoSees === 'members';
  const all = (await selectSpokenFor(app, ideaId)).filter(({ voteId }) => isOpen || voteId === null);
  const told = await selectToldAccounts(app, ideaId);
  const accounts = [...new Set([...all.flatMap(({ accountId }) => accountId ?? []), ...told])];
  const [persons, members, posts] = [
    await personKeyOf(app, accounts),
    await membersBehind(app, accounts),
    await postsOf(app, all),
  ];
  const hears = (id: string) => isOpen || (board.whoSees === 'chosen' && chosen.includes(id));
  const seen = new Set(told.map((id) => persons.get(id)));
  const owed = [];
  for (const one of all) {
    const { accountId, voteId } = one;
    const postId = one.postId ?? posts.get(one.conversationId ?? '');
    if (postId === undefined) continue;
    if (accountId !== null) {
      const person = persons.get(accountId);
      if (seen.has(person) || members.get(accountId)?.some(hears)) continue;
      seen.add(person);
    }
    owed.push({ postId, voteId, accountId });
  }
  return owed;
}

/** Of conversations in which something was said without a post of its own: what the customer said last. */
async function postsOf(app: App, all: readonly SpokenFor[]): Promise<Map<string, string>> {
  const ids = all.flatMap(({ postId, conversationId }) => (postId === null ? (conversationId ?? []) : []));
  if (ids.length === 0) return new Map();
  const found = await findConversations(app, [...new Set(ids)]);
  return new Map(found.map(({ id, lastPostId }) => [id, lastPostId]));
}
