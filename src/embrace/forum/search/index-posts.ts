import type { App } from '#platform/app/index.ts';
import { wordsOfHtml } from '#lib/markdown/index.ts';
import { partsOf, searchWords } from '#lib/typos/index.ts';
import { countWords, settleWaiting, type WaitingPost } from './words-store.ts';

const MOST_WORDS = 2000;

/** Makes posts found by what they say now, in the ambient transaction; what is gone is found no more. */
export async function indexPosts(app: App, posts: readonly WaitingPost[]): Promise<void> {
  const changes = new Map<string, number>();
  const rows = posts.map((post) => {
    const words = post.isGone ? new Map<string, string>() : weighted(post);
    for (const word of words.keys()) changes.set(word, (changes.get(word) ?? 0) + 1);
    for (const word of post.words) changes.set(word, (changes.get(word) ?? 0) - 1);
    const vector = [...words].map(([word, weight]) => `'${word}':1${weight}`).join(' ');
    return { id: post.id, vector: post.isGone ? null : vector };
  });
  await countWords(
    app,
    [...changes]
      .filter(([, by]) => by !== 0)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([word, by]) => ({ word, by, parts: partsOf(word) })),
  );
  await settleWaiting(app, rows);
}

/** The title counts for the first post, most; then its tags, then what is said. */
function weighted({ number, title, tags, html, authorName }: WaitingPost): Map<string, string> {
  const words = new Map<string, string>();
  for (const [text, weight] of [
    [number === 1 ? title : '', 'A'],
    [number === 1 ? tags.join(' ') : '', 'B'],
    [authorName, 'C'],
    [wordsOfHtml(html), 'D'],
  ] as const)
    for (const word of searchWords(text))
      if (!words.has(word) && words.size < MOST_WORDS) words.set(word, weight);
  return words;
}
