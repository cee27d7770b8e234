import type { App } from '#platform/app/index.ts';
import { screen } from '#embrace/moderation/index.ts';
import type { Doer } from '../doer.ts';
import { type PostRow, selectNumbers } from './posts-store.ts';
import { selectThread } from './store.ts';
import { type Written, written, writtenTitle } from './written.ts';

/**
 * Has the rules look at what a member wrote, in the ambient transaction: what may be posted, and whether it waits for a look by the team.
 * Colleagues, and what is brought over from elsewhere, pass. Throws `moderation.refused` and its like.
 */
export async function screened(
  app: App,
  { memberId }: Doer,
  given: { id: string; text: Written; title: string; at: Date | undefined },
): Promise<{ text: Written; title: string; isHeld: boolean }> {
  const { id, text, title } = given;
  if (memberId === null || given.at !== undefined) return { text, title, isHeld: false };
  const seen = await screen(app, {
    kind: 'post',
    id,
    member: { id: memberId },
    text: text.markdown,
    title,
    html: text.html,
    mentions: text.mentions.length,
  });
  return {
    text: seen.text === text.markdown ? text : await written(app, seen.text),
    title: seen.title === title ? title : writtenTitle(seen.title),
    isHeld: seen.verdict === 'hold',
  };
}

/**
 * A title that a thread is to have meets the rules as well, together with the words below it, where it is a new one. Call it before the
 * thread is locked, as for words; `held` is its first post, where it is to wait for a look.
 */
export async function screenedTitle(
  app: App,
  doer: Doer,
  threadId: string,
  given: string,
): Promise<{ title: string; held?: PostRow }> {
  const title = writtenTitle(given);
  const thread = await selectThread(app, threadId);
  const [first] = await selectNumbers(app, threadId, { first: 1, last: 1 });
  if (!first || thread?.title === title) return { title };
  const text = { markdown: first.markdown, html: first.html, mentions: [] };
  const seen = await screened(app, doer, { id: first.id, text, title, at: undefined });
  return seen.isHeld ? { title: seen.title, held: first } : { title: seen.title };
}
