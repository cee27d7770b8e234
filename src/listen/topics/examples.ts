import type { App } from '#platform/app/index.ts';
import { parseTopic, type Query } from '#lib/query/index.ts';
import { readStoredPosts, type StoredPost } from '#listen/posts/index.ts';
import { spansIn } from './domain.ts';
import { findMatches, judgeOf } from './meaning.ts';
import type { ExampleResult, TopicExample } from './schema.ts';

/** Asks a query for each example. One whose post was deleted or has retired is neither right nor wrong. */
export async function judgeExamples(
  app: App,
  source: string,
  examples: readonly TopicExample[],
): Promise<ExampleResult[]> {
  const parsed = parseTopic(source);
  if (!parsed.isValid || examples.length === 0) return [];
  const ids = examples.flatMap((example) => example.postId ?? []);
  const posts = new Map((await storedPosts(app, ids)).map((post) => [post.id, post]));
  const { query } = parsed;
  const found = new Set(await findMatches(app, query, [...posts.values()]));
  const holds = await judgeOf(app);
  return examples.map((example) => {
    if (example.postId === undefined)
      return judgeWords(query, example, holds(query, wordsAsPost(example), false));
    const post = posts.get(example.postId);
    return judgePost(query, example, post, post !== undefined && found.has(post));
  });
}

/** What an author deleted has no words left, but its row is there. */
async function storedPosts(app: App, ids: readonly string[]): Promise<StoredPost[]> {
  if (ids.length === 0) return [];
  return (await readStoredPosts(app, [...new Set(ids)])).filter((post) => post.text !== '' || post.title);
}

/** An example that somebody wrote, as it would come from a network. */
function wordsAsPost({ title, text, lang, author }: TopicExample) {
  return {
    origin: '',
    externalId: '',
    network: '',
    kind: '',
    createdAt: new Date(Number.NaN),
    title,
    text,
    langs: lang === undefined ? [] : [lang],
    author: { externalId: '', handle: author },
  };
}

function judgeWords(
  query: Query,
  { title, text, shouldMatch }: TopicExample,
  isFound: boolean,
): ExampleResult {
  return result(query, shouldMatch, isFound, { title: title ?? null, text });
}

function judgePost(
  query: Query,
  { shouldMatch }: TopicExample,
  post: StoredPost | undefined,
  isFound: boolean,
): ExampleResult {
  if (!post) return { matches: false, isRight: null, title: null, text: '', spans: [] };
  return result(query, shouldMatch, isFound, post);
}

function result(
  query: Query,
  shouldMatch: boolean,
  found: boolean,
  words: { title: string | null; text: string },
): ExampleResult {
  return {
    matches: found,
    isRight: found === shouldMatch,
    title: words.title,
    text: words.text,
    spans: found ? spansIn(query, words) : [],
  };
}
