import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newId } from '#platform/ids/index.ts';
import { groupTalk } from '#listen/clusters/index.ts';
import { readStoredPosts } from '#listen/posts/index.ts';
import { type Conversation, conversationsSince } from '#respond/inbox/index.ts';
import { knowledgeErrors } from '../errors.ts';
import { readFigures } from '../figures/service.ts';
import { asksSomething } from '../suggest/asks.ts';
import { type Shelf, shelfOf } from '../shelf/shelf.ts';
import type { GapsView } from './schema.ts';
import { dismissGap, replaceGaps, selectGaps } from './store.ts';

const DAYS = 30;
const MOST_CONVERSATIONS = 5000;
const FEWEST_ASKED = 3;
const MOST_GAPS = 50;
const MOST_LINKS = 20;
/** An article that has at least so much of a question, or has answered one nearly like it, is an answer. */
const ANSWERED = 0.6;
const LIKE_BEFORE = 0.5;
/** Of the terms of a dismissed gap, this share makes a new one the same. */
const SAME = 0.5;

/** Job: groups the questions of the last 30 days, of many an even share, and keeps the groups that no article answers. */
export async function findGaps(app: App): Promise<void> {
  const shelf = await shelfOf(app);
  const since = new Date(app.clock.now().getTime() - DAYS * 86_400_000);
  const { rows, share } = await conversationsSince(app, { limit: MOST_CONVERSATIONS, since });
  const asking = rows.filter(asksSomething).sort((a, b) => (a.id < b.id ? -1 : 1));
  // Those that are answered are grouped, too: beside them it shows what is telling of the others.
  const posts = asking.map((one) => ({ id: one.id, text: `${one.title ?? ''} ${one.excerpt}` }));
  const talks = posts.length < FEWEST_ASKED ? [] : await groupTalk(posts);
  const dismissed = (await selectGaps(app)).filter(({ dismissedAt }) => dismissedAt !== null);
  const open = new Set(asking.filter((one) => !isAnswered(shelf, one)));
  const told = talks
    .map((talk) => ({
      ...talk,
      missing: talk.posts.flatMap((i) => (open.has(asking[i]!) ? [asking[i]!] : [])),
    }))
    .filter(({ posts: all, missing }) => missing.length >= FEWEST_ASKED && missing.length * 2 >= all.length)
    .filter(({ terms }) => !dismissed.some((gap) => isSame(gap.terms, terms)))
    .sort((a, b) => b.missing.length - a.missing.length)
    .slice(0, MOST_GAPS);
  const gaps: Parameters<typeof replaceGaps>[1][number][] = [];
  for (const { words, terms, missing, representative } of told) {
    const middle = missing.find((one) => one === asking[representative]);
    gaps.push({
      id: newId('gap'),
      terms: [...terms],
      words: words.map(({ word }) => word),
      asked: Math.round(missing.length / share),
      conversationIds: missing.slice(-MOST_LINKS).map(({ id }) => id),
      example: await publicExample(app, middle ? [middle, ...missing] : missing),
    });
  }
  await app.db.transaction(() => replaceGaps(app, gaps));
}

/** The words of one of them that everybody could read; empty where all were said in private. */
async function publicExample(app: App, some: readonly Conversation[]): Promise<string> {
  const few = some.slice(0, MOST_LINKS);
  const posts = await readStoredPosts(
    app,
    few.map(({ lastPostId }) => lastPostId),
  );
  const shown = new Set(posts.filter((post) => post.isPrivate !== true).map(({ id }) => id));
  return few.find(({ lastPostId }) => shown.has(lastPostId))?.excerpt ?? '';
}

function isAnswered(shelf: Shelf, { title, excerpt }: Conversation): boolean {
  const [best] = shelf.rank(`${title ?? ''} ${excerpt}`, { limit: 1 });
  return best !== undefined && (best.found >= ANSWERED || (best.learned?.likeness ?? 0) >= LIKE_BEFORE);
}

function isSame(before: readonly string[], now: readonly string[]): boolean {
  const known = new Set(before);
  return now.filter((term) => known.has(term)).length >= Math.min(before.length, now.length) * SAME;
}

/** Questions without an article, most asked first. */
export async function readGaps(app: App): Promise<GapsView> {
  const [rows, figures] = await Promise.all([selectGaps(app), readFigures(app, DAYS)]);
  const open = rows.filter(({ dismissedAt }) => dismissedAt === null);
  return {
    at: open[0]?.foundAt.toISOString() ?? null,
    items: open.map(({ id, words, asked, conversationIds, example }) => ({
      id,
      words,
      asked,
      conversationIds,
      example,
    })),
    searches: figures.searchesWithoutArticle,
  };
}

/** It needs no article; it is not told again as long as it is asked in these words. Throws `knowledge.gap_not_found`. */
export async function setGapAside(app: App, actor: Actor, id: string): Promise<void> {
  await app.db.transaction(async () => {
    if (!(await dismissGap(app, id, actor.id))) throw knowledgeErrors('knowledge.gap_not_found');
    await audit(app, actor, { action: 'knowledge_gap.dismissed', subject: id });
  });
}

/** Looks for gaps soon. */
export async function askForGaps(app: App): Promise<void> {
  await app.jobs.enqueue('knowledge.gaps', {}, { key: 'knowledge.gaps' });
}
