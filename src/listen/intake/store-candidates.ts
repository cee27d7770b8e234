import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Refusal } from '#connectors/kit/index.ts';
import type { App } from '#platform/app/index.ts';
import { messageOf } from '#platform/errors/index.ts';
import { accountKey, rememberAccounts } from '#people/accounts/index.ts';
import { type PostDraft, searchTerms, type StoredPost, storePosts } from '#listen/posts/index.ts';
import { refuseItem } from './domain/admit.ts';
import type { Candidate } from './domain/settle.ts';
import { postObserverPort } from './ports.ts';

/** Rows of one statement: enough to spread its cost, few enough that the next part can be prepared while the database works. */
const CHUNK = 500;
/** Posts prepared in one go; between them the database's answers are heard. */
const SLICE = 25;

/** A candidate with the terms by which it will be found. */
interface Indexed {
  candidate: Candidate;
  terms: readonly string[];
}

interface Outcome {
  stored: StoredPost[];
  refusals: Refusal[];
}

/**
 * Stores posts in the order of their keys. What the database does not take is found by halving, and kept aside; the rest is
 * stored all the same. Other failures (the connection, a deadlock) undo everything.
 */
export async function storeCandidates(
  app: App,
  candidates: readonly Candidate[],
  sourceId: string | null,
): Promise<Outcome> {
  const sorted = [...candidates].sort((a, b) => compare(a.post.externalId, b.post.externalId));
  const outcome: Outcome = { stored: [], refusals: [] };
  let part = await index(sorted.slice(0, CHUNK));
  for (let next = CHUNK; part.length > 0; next += CHUNK) {
    // Two processors work at once: this one on the terms of the next part, the database's on the rows of this one.
    const [upcoming] = await Promise.all([
      index(sorted.slice(next, next + CHUNK)),
      storeOrHalve(app, part, sourceId, outcome),
    ]);
    part = upcoming;
  }
  return outcome;
}

async function index(candidates: readonly Candidate[]): Promise<Indexed[]> {
  const indexed: Indexed[] = [];
  for (const candidate of candidates) {
    const { post } = candidate;
    const terms = searchTerms({
      title: post.title ?? null,
      text: post.text,
      links: post.links ?? [],
      tags: post.tags ?? [],
      url: post.url ?? null,
    });
    indexed.push({ candidate, terms });
    if (indexed.length % SLICE === 0) await nextTurn();
  }
  return indexed;
}

async function storeOrHalve(
  app: App,
  part: readonly Indexed[],
  sourceId: string | null,
  outcome: Outcome,
): Promise<void> {
  await app.db.query('savepoint part');
  try {
    const stored = await storePart(app, part, sourceId);
    await app.db.query('release savepoint part');
    for (const post of stored) outcome.stored.push(post);
  } catch (error) {
    if (!isAboutTheData(error)) throw error;
    await app.db.query('rollback to savepoint part');
    await app.db.query('release savepoint part');
    if (part.length === 1) {
      outcome.refusals.push(
        refuseItem(
          part[0]!.candidate.post,
          'intake.not_storable',
          `The database does not take it: ${messageOf(error)}`,
        ),
      );
      return;
    }
    const half = part.length >> 1;
    await storeOrHalve(app, part.slice(0, half), sourceId, outcome);
    await storeOrHalve(app, part.slice(half), sourceId, outcome);
  }
}

async function storePart(app: App, part: readonly Indexed[], sourceId: string | null): Promise<StoredPost[]> {
  const accounts = await rememberAccounts(
    app,
    part.map(({ candidate: { post } }) => ({ network: post.network, author: post.author })),
  );
  const stored = await storePosts(
    app,
    part.map(({ candidate, terms }) => {
      const { network, author } = candidate.post;
      return {
        ...toDraft(candidate, accounts.get(accountKey(network, author.externalId))!, sourceId),
        terms,
      };
    }),
  );
  if (stored.length > 0) await app.find(postObserverPort)?.onPostsStored(app, stored);
  return stored;
}

function toDraft(
  { post, topics, addresses, isOwn }: Candidate,
  accountId: string,
  sourceId: string | null,
): PostDraft {
  return {
    origin: post.origin,
    externalId: post.externalId,
    version: post.version,
    network: post.network,
    kind: post.kind,
    title: post.title ?? null,
    text: post.text,
    html: post.html ?? null,
    langs: post.langs ?? [],
    url: post.url ?? null,
    links: post.links ?? [],
    tags: post.tags ?? [],
    mentions: post.mentions ?? [],
    media: post.media ?? [],
    parentExternalId: post.parentExternalId ?? null,
    rootExternalId: post.rootExternalId ?? null,
    quotedExternalId: post.quotedExternalId ?? null,
    revision: post.revision ?? null,
    createdAt: post.createdAt,
    accountId,
    author: {
      externalId: post.author.externalId,
      handle: post.author.handle ?? null,
      displayName: post.author.displayName ?? null,
    },
    addresses,
    isOwn,
    sourceId,
    topics,
  };
}

/** Data exceptions, broken constraints and exceeded limits lie in a row; everything else in the circumstances. */
function isAboutTheData(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^(22|23|54)[0-9A-Z]{3}$/.test(code);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
