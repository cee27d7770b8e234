import type { App } from '#platform/app/index.ts';
import {
  matches,
  prepareDocument,
  type Query,
  type QueryDocument,
  waitsForMeaning,
} from '#lib/query/index.ts';
import { documentOf, type MatchablePost } from '#listen/matcher/index.ts';
import type { StoredPost } from '#listen/posts/index.ts';
import { factsReader, readLabelFacts } from '#listen/understanding/index.ts';
import { isMatch } from './domain.ts';

type Meaning = Partial<QueryDocument>;

/** Those of some stored posts that a topic finds, by their labels as they stand now where it asks for them. */
export async function findMatches(
  app: App,
  query: Query,
  posts: readonly StoredPost[],
): Promise<StoredPost[]> {
  if (!waitsForMeaning(query)) return posts.filter((post) => isMatch(query, post));
  const facts = await readLabelFacts(app, posts);
  return posts.filter((post) => isMatch(query, post, asTopicsAsk(facts.get(post.id))));
}

export type Asked = MatchablePost & { author: { location?: string | null | undefined } };

/** Decides posts that are not stored. Only those that a topic may still find are understood, which costs some hundred microseconds each. */
export async function judgeOf(app: App): Promise<(query: Query, post: Asked, isOwn: boolean) => boolean> {
  const read = await factsReader(app);
  return (query, post, isOwn) => {
    const document = documentOf(post, isOwn);
    if (!waitsForMeaning(query)) return matches(query, prepareDocument(document));
    const { network, title = null, text, langs = [], author } = post;
    const meaning = read({
      network,
      title,
      text,
      langs,
      isOwn,
      author: { externalId: author.externalId, location: author.location ?? null },
    });
    return matches(query, prepareDocument({ ...document, ...asTopicsAsk(meaning) }));
  };
}

/** `lang:` asks a topic for what the network states, whatever the words tell. */
function asTopicsAsk(meaning: Meaning | undefined): Meaning {
  if (!meaning) return {};
  const { langs: _langs, ...rest } = meaning;
  return rest;
}
