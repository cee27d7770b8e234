import { excerptOf, wordsOfHtml } from '#lib/markdown/index.ts';
import type { Embeds } from '#people/embeds/index.ts';
import { readCommunity } from '#people/members/index.ts';
import { EVERYBODY, isSolved, pathOf } from '../domain.ts';
import { authorsOf } from '../people.ts';
import { findThread, postAt } from '../talk/read.ts';
import { wordsIn } from '../words/index.ts';
import { shownOf } from './bits.ts';

const LENGTH = 280;

/** A thread that everybody reads, as a card; what was merged shows where it went. */
export const threadEmbed: Embeds = async (app, [root, kind, id = '']) => {
  const settings = await readCommunity(app);
  if (!settings.isOpen || root !== 'community' || kind !== 't') return undefined;
  const asked = await findThread(app, EVERYBODY, id);
  const into = asked?.thread.mergedInto ?? null;
  const found = into === null ? asked : await findThread(app, EVERYBODY, into);
  if (!found || found.thread.deletedAt !== null || found.thread.hold !== null) return undefined;
  const { thread } = found;
  const [post, language] = [await postAt(app, thread.id, 1), settings.languages[0]!];
  const words = wordsIn(language);
  const author = shownOf(thread, await authorsOf(app, [thread]), words).name;
  return {
    path: pathOf(thread),
    title: thread.title,
    text: excerptOf(post && post.deletedAt === null ? wordsOfHtml(post.html) : '', LENGTH),
    author,
    facts: [words.replies(Math.max(0, thread.posts - 1)), ...(isSolved(thread) ? [words.solved] : [])],
    language,
    at: thread.createdAt,
  };
};
