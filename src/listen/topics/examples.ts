import type { App } from '#platform/app/index.ts';
import { matches, parseTopic, prepareDocument, type Query } from '#lib/query/index.ts';
import { readStoredPosts, type StoredPost } from '#listen/posts/index.ts';
import { isMatch, spansIn } from './domain.ts';
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
  return examples.map((example) =>
    example.postId === undefined
      ? judgeWords(parsed.query, example)
      : judgePost(parsed.query, example, posts.get(example.postId)),
  );
}

/** What an author deleted has no words left, but its row is there. */
async function storedPosts(app: App, ids: readonly string[]): Promise<StoredPost[]> {
  if (ids.length === 0) return [];
  return (await readStoredPosts(app, [...new Set(ids)])).filter((post) => post.text !== '' || post.title);
}

function judgeWords(query: Query, example: TopicExample): ExampleResult {
  const { title, text, lang, author } = example;
  const found = matches(
    query,
    prepareDocument({
      title,
      text,
      langs: lang === undefined ? undefined : [lang],
      author: author === undefined ? undefined : { handle: author },
    }),
  );
  return result(query, example.shouldMatch, found, { title: title ?? null, text });
}

function judgePost(query: Query, { shouldMatch }: TopicExample, post: StoredPost | undefined): ExampleResult {
  if (!post) return { matches: false, isRight: null, title: null, text: '', spans: [] };
  return result(query, shouldMatch, isMatch(query, post), post);
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
