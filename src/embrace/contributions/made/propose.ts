import type { Actor, App } from '#platform/app/index.ts';
import { readMembers } from '#people/members/index.ts';
import { readArticleWords } from '#respond/knowledge/index.ts';
import { solvedThread } from '#embrace/forum/index.ts';
import { bodyFor, type Made, type SourceKind, titleFor, untagged } from './domain.ts';
import { withoutPersons } from './persons.ts';
import type { Proposal } from './schema.ts';
import { readSource } from './source.ts';
import { type OriginRow, selectMade } from './store.ts';

/** What would be made of something that was said, to be read and changed before anything is stored. */
export async function propose(
  app: App,
  actor: Actor,
  asked: { kind: SourceKind; id: string; conversationId?: string | undefined },
): Promise<Proposal> {
  const source = await readSource(app, actor, asked);
  const { called, question, answers, hidden } = withoutPersons(source);
  const isNamed = source.kind === 'thread' && called !== null;
  // What a thread among a few is called stays its title, too, without the persons in it.
  const title =
    isNamed && !source.isPrivate ? called : untagged(isNamed ? called : titleFor(called, question));
  const ids = source.credits.map(({ memberId }) => memberId);
  const [members, made] = await Promise.all([
    readMembers(app, ids),
    standing(app, await selectMade(app, source.kind, source.id)),
  ]);
  const idOf = (what: Made) => made.find((one) => one.made === what)?.madeId ?? null;
  return {
    title,
    body: bodyFor(title, question, answers),
    question,
    answer: answers.join('\n\n'),
    language: source.language,
    isPrivate: source.isPrivate,
    hidden,
    said: { question: source.question, answer: source.answers.join('\n\n') },
    network: source.network,
    url: source.url,
    credits: [...members.values()]
      .filter(({ state }) => state !== 'erased')
      .map(({ id, handle, displayName }) => ({ id, handle, name: displayName })),
    articleId: idOf('article'),
    threadId: idOf('thread'),
  };
}

/** Of what was made, what is still there: an article may have been removed, a thread deleted. */
export async function standing(app: App, rows: readonly OriginRow[]): Promise<OriginRow[]> {
  const found = await Promise.all(
    rows.map(async ({ made, madeId }) =>
      made === 'article'
        ? (await readArticleWords(app, [madeId])).length > 0
        : (await solvedThread(app, madeId)) !== undefined,
    ),
  );
  return rows.filter((_, index) => found[index]);
}
