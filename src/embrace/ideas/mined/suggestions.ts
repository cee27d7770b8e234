import type { App } from '#platform/app/index.ts';
import { excerptOf } from '#lib/markdown/index.ts';
import { parseQuery } from '#lib/query/index.ts';
import { personKeyOf } from '#people/persons/index.ts';
import { copiesOf, groupTalk } from '#listen/clusters/index.ts';
import type { StoredPost } from '#listen/posts/index.ts';
import { preselectLabelled, readSaidLabels } from '#listen/understanding/index.ts';
import { STAFF } from '../idea/boards.ts';
import { listIdeas } from '../idea/find.ts';
import type { MinedView } from '../schema.ts';
import { selectDecided } from './store.ts';

const AT_ONCE = 200;
const MOST_LOOKED = 2000;
const MOST_SIMILAR = 3;
/** Fewer texts have no talk. */
const FEWEST_TALKING = 6;

interface Group {
  posts: StoredPost[];
  confidence: number;
}

/**
 * What customers suggested in public posts and nobody decided about yet, newest first: posts that say the same or nearly the same stand
 * together, with the ideas that they may be already and what they talk of.
 */
export async function listMined(
  app: App,
  asked: { cursor?: string | undefined; limit: number },
): Promise<{ items: MinedView[]; nextCursor?: string }> {
  const { groups, next } = await gather(app, asked);
  const [talks, persons] = await Promise.all([talksOf(groups), personKeyOf(app, accountsIn(groups))]);
  const items: MinedView[] = [];
  for (const [index, { posts, confidence }] of groups.entries()) {
    const [first] = posts;
    if (!first) continue;
    const similar = await listIdeas(app, STAFF, {
      sort: 'top',
      q: excerptOf(first.text, 120),
      isLoose: true,
      limit: MOST_SIMILAR,
    });
    items.push({
      post: {
        id: first.id,
        text: first.text,
        title: first.title,
        url: first.url,
        network: first.network,
        author: first.author.displayName ?? first.author.handle ?? first.author.externalId,
        createdAt: first.createdAt.toISOString(),
      },
      postIds: posts.map(({ id }) => id),
      persons: new Set(posts.map(({ accountId }) => persons.get(accountId) ?? accountId)).size,
      confidence,
      similar: similar.rows.map(({ id, title, votes, votesBefore }) => ({
        id,
        title,
        votes: votes + votesBefore,
      })),
      talk: talks.get(index) ?? null,
    });
  }
  return next === undefined ? { items } : { items, nextCursor: next };
}

const accountsIn = (groups: readonly Group[]): string[] => [
  ...new Set(groups.flatMap(({ posts }) => posts.map(({ accountId }) => accountId))),
];

async function gather(
  app: App,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<{ groups: Group[]; next: string | undefined }> {
  const parsed = parseQuery('label:suggestion');
  const groups = new Map<string, Group>();
  if (!parsed.isValid) return { groups: [], next: undefined };
  let next = cursor;
  for (let looked = 0; looked < MOST_LOOKED && groups.size < limit; looked += AT_ONCE) {
    const page = await preselectLabelled(app, parsed.query, { cursor: next, limit: AT_ONCE });
    const decided = await selectDecided(
      app,
      page.posts.map(({ id }) => id),
    );
    const fitting = page.posts.filter(
      ({ id, isOwn, isPrivate }) =>
        !isOwn &&
        isPrivate !== true &&
        !decided.has(id) &&
        page.facts.get(id)?.labels?.includes('suggestion') === true,
    );
    await addTo(app, groups, fitting);
    next = page.nextCursor;
    if (next === undefined) break;
  }
  return { groups: [...groups.values()], next };
}

async function addTo(app: App, groups: Map<string, Group>, posts: readonly StoredPost[]): Promise<void> {
  const ids = posts.map(({ id }) => id);
  const [copies, said] = await Promise.all([copiesOf(app, ids), readSaidLabels(app, ids)]);
  for (const post of posts) {
    const key = copies.get(post.id)?.group ?? post.id;
    const group = groups.get(key) ?? { posts: [], confidence: 0 };
    const sure = said.get(post.id)?.find((label) => label.key === 'suggestion')?.confidence ?? 0;
    group.posts.push(post);
    group.confidence = Math.max(group.confidence, Math.round(sure * 100) / 100);
    groups.set(key, group);
  }
}

/** What groups talk of with others, in three words; by their place in the list. */
async function talksOf(groups: readonly Group[]): Promise<Map<number, string>> {
  if (groups.length < FEWEST_TALKING) return new Map();
  const talks = await groupTalk(groups.map(({ posts }) => ({ id: posts[0]!.id, text: posts[0]!.text })));
  return new Map(
    talks.flatMap(({ words, posts }) => {
      const name = words
        .slice(0, 3)
        .map(({ word }) => word)
        .join(' · ');
      return posts.map((index): [number, string] => [index, name]);
    }),
  );
}
