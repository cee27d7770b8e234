import type { App } from '#platform/app/index.ts';
import { wordsOfHtml } from '#lib/markdown/index.ts';
import { partsOf, searchWords } from '#lib/typos/index.ts';
import { countWords, settleWaiting, type WaitingPost } from './words-store.ts';

const MOST_WORDS = 2000;

/** Makes posts found by what they say now, in the ambient transaction; what is gone is found no more. */
export async function indexPosts(app: App, posts: readonly WaitingPost[]): Promise<void> {
  const changes: WordChange[] = [];
  const rows = posts.map((post) => {
    const words = post.isGone ? new Map<string, string>() : weighted(post);
    changes.push({ before: post.words, after: [...words.keys()] });
    const vector = [...words].map(([word, weight]) => `'${word}':1${weight}`).join(' ');
    return { id: post.id, vector: post.isGone ? null : vector };
  });
  await noteWords(app, changes);
  await settleWaiting(app, rows);
}

/** Words that something was found by, and is found by now. */
export interface WordChange {
  before: readonly string[];
  after: readonly string[];
}

/** Keeps count of how many texts of the community have each word, in the ambient transaction: what search forgives typing errors by. */
export async function noteWords(app: App, changed: readonly WordChange[]): Promise<void> {
  const changes = new Map<string, number>();
  for (const { before, after } of changed) {
    for (const word of after) changes.set(word, (changes.get(word) ?? 0) + 1);
    for (const word of before) changes.set(word, (changes.get(word) ?? 0) - 1);
  }
  const moved = [...changes].filter(([, by]) => by !== 0).sort(([a], [b]) => (a < b ? -1 : 1));
  await countWords(
    app,
    moved.map(([word, by]) => ({ word, by, parts: partsOf(word) })),
  );
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
