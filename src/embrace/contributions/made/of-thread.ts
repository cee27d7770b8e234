import { addressOf } from '#platform/addresses/index.ts';
import type { App } from '#platform/app/index.ts';
import { sureLanguage } from './language.ts';
import { readMembers } from '#people/members/index.ts';
import { solvedThread } from '#embrace/forum/index.ts';
import { contributionErrors } from '../errors.ts';
import { withOwnFiles } from './domain.ts';
import type { Source } from './types.ts';

/** A question of the community with the answers that were accepted. Throws `contributions.no_thread`, `contributions.not_solved`. */
export async function threadSource(app: App, id: string): Promise<Source> {
  const thread = await solvedThread(app, id);
  if (!thread) throw contributionErrors('contributions.no_thread');
  const { question, answers, writers } = thread;
  if (answers.length === 0) throw contributionErrors('contributions.not_solved');
  const members = await readMembers(app, writers);
  const own = answers.flatMap(({ id: postId, authorId }) =>
    authorId === null ? [] : [{ memberId: authorId, postId }],
  );
  return {
    kind: 'thread',
    id,
    conversationId: null,
    called: thread.title,
    question: withOwnFiles(question.markdown),
    answers: answers.map(({ markdown }) => withOwnFiles(markdown)),
    // Everybody reads in the thread who wrote there; an article is no place for it.
    names: [...members.values()].flatMap(namesOf),
    language: sureLanguage(`${thread.title}\n${question.markdown}`),
    isPrivate: !thread.isOpenToAll,
    network: 'community',
    url: thread.isOpenToAll ? addressOf(app, thread.path) : null,
    credits: [...new Map(own.map((one) => [one.memberId, one])).values()],
    answeredBy: '',
  };
}

/** A first name alone, too, where it is long enough to be one. */
function namesOf({ displayName, handle }: { displayName: string; handle: string }): string[] {
  const [first = ''] = displayName.split(/\s+/);
  return [displayName, ...(Array.from(first).length >= 3 ? [first] : []), handle];
}
