import type { App } from '#platform/app/index.ts';
import { screen, screenName } from '#embrace/moderation/index.ts';
import type { Doer } from '../doer.ts';
import { tagsOf } from '../domain.ts';
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
  given: { id: string; text: Written; title: string; tags?: readonly string[]; at: Date | undefined },
): Promise<{ text: Written; title: string; tags: string[]; isHeld: boolean }> {
  const { id, text, title, tags = [] } = given;
  if (memberId === null || given.at !== undefined) return { text, title, tags: [...tags], isHeld: false };
  const seen = await screen(app, {
    kind: 'post',
    id,
    member: { id: memberId },
    text: text.markdown,
    title,
    tags,
    html: text.html,
    mentions: text.mentions.length,
  });
  return {
    text: seen.text === text.markdown ? text : await written(app, seen.text),
    title: seen.title === title ? title : writtenTitle(seen.title),
    tags: tagsOf(seen.tags),
    isHeld: seen.verdict === 'hold',
  };
}

/**
 * A title that a thread is to have meets the rules as well, together with its tags and the words below it, where it is a new one; new tags
 * alone meet the watched words. Call it before the thread is locked, as for words; `held` is its first post, where it is to wait for a look.
 */
export async function screenedHead(
  app: App,
  doer: Doer,
  threadId: string,
  given: { title: string | undefined; tags: string | readonly string[] | undefined },
): Promise<{ title: string | undefined; tags: string[] | undefined; held?: PostRow }> {
  const title = given.title === undefined ? undefined : writtenTitle(given.title);
  const tags = given.tags === undefined ? undefined : tagsOf(given.tags);
  if (title === undefined && tags === undefined) return { title, tags };
  const thread = await selectThread(app, threadId);
  const [first] = await selectNumbers(app, threadId, { first: 1, last: 1 });
  if (!first || !thread || title === undefined || thread.title === title)
    return { title, tags: tags && (await screenedTags(app, doer, tags, thread?.tags ?? [])) };
  const text = { markdown: first.markdown, html: first.html, mentions: [] };
  const seen = await screened(app, doer, { id: first.id, text, title, tags: tags ?? [], at: undefined });
  const head = { title: seen.title, tags: tags && seen.tags };
  return seen.isHeld ? { ...head, held: first } : head;
}

async function screenedTags(
  app: App,
  { memberId }: Doer,
  tags: readonly string[],
  before: readonly string[],
): Promise<string[]> {
  if (memberId === null) return [...tags];
  return tagsOf(await Promise.all(tags.map((tag) => (before.includes(tag) ? tag : screenName(app, tag)))));
}
