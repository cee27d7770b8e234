import type { z } from 'zod';
import { getBrand } from '#people/brand/index.ts';
import { readCommunity } from '#people/members/index.ts';
import { addressOf } from '#platform/addresses/index.ts';
import type { Actor, App } from '#platform/app/index.ts';
import { holds } from '#platform/http/index.ts';
import {
  acceptAnswer,
  addPost,
  deleteThread,
  type Doer,
  solvedThread,
  staffDoer,
  startThread,
} from '#embrace/forum/index.ts';
import { contributionErrors } from '../errors.ts';
import { wordsIn } from '../words/index.ts';
import { makeOnce, unmake } from './claim.ts';
import type { newThread } from './schema.ts';
import { readSource } from './source.ts';
import type { Source } from './types.ts';

/**
 * Asks a question in the community in the company's name, with our answer accepted: the words that somebody has read. Where everybody can
 * read where it was asked, a line leads there. Throws `contributions.made_already`, `.in_community`, and what the forum refuses.
 */
export async function makeThread(
  app: App,
  actor: Actor,
  input: z.output<typeof newThread>,
): Promise<{ id: string; url: string }> {
  const source = await readSource(app, actor, input.source);
  if (source.network === 'community') throw contributionErrors('contributions.in_community');
  const company = staffDoer(actor);
  const asker: Doer = { ...company, name: await companyName(app) };
  const { categoryId, title, answer, language } = input;
  return makeOnce(app, actor, 'thread', source, async () => {
    const { thread } = await startThread(app, asker, {
      categoryId,
      kind: 'question',
      title,
      markdown: `${input.question}${askedAt(source, language)}`,
      tags: [],
    });
    const name = source.answeredBy === '' ? company.name : source.answeredBy;
    const { post } = await addPost(app, { ...company, name }, thread.id, { markdown: answer, replyTo: 1 });
    await acceptAnswer(app, company, post.id, true);
    const path = (await solvedThread(app, thread.id))?.path ?? '';
    return { id: thread.id, url: addressOf(app, path) };
  });
}

/** Takes such a thread away again, while nobody else has written in it. */
export async function unmakeThread(app: App, actor: Actor, id: string): Promise<void> {
  const mayAll = holds(actor, 'community.moderate');
  await unmake(app, actor, { id, made: 'thread', mayAll }, async () => {
    const thread = await solvedThread(app, id);
    if (!thread) return;
    if (thread.posts > 2) throw contributionErrors('contributions.answered');
    const reason = wordsIn('en').madeByMistake;
    await deleteThread(app, staffDoer(actor), id, { isDeleted: true, reason });
  });
}

const companyName = async (app: App): Promise<string> =>
  (await getBrand(app)).name || (await readCommunity(app)).name;

/** Only where everybody can read it anyway. */
function askedAt({ isPrivate, url, network }: Source, language: string): string {
  if (isPrivate || url === null || network === null) return '';
  return `\n\n*[${wordsIn(language).askedOn(network)}](<${url.replaceAll(/[<>\s]/g, encodeURIComponent)}>)*`;
}
