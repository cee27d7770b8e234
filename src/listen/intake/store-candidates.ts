import type { Refusal } from '#connectors/kit/index.ts';
import type { App } from '#platform/app/index.ts';
import { messageOf } from '#platform/errors/index.ts';
import { accountKey, rememberAccounts } from '#people/accounts/index.ts';
import { type PostDraft, type StoredPost, storePosts } from '#listen/posts/index.ts';
import { refuseItem } from './domain/admit.ts';
import type { Candidate } from './domain/settle.ts';
import { postObserverPort } from './ports.ts';

/** Rows of one statement: enough to spread its cost, small enough to keep its parameters in the processor's cache. */
const CHUNK = 1000;

interface Outcome {
  stored: StoredPost[];
  refusals: Refusal[];
}

/**
 * Stores posts in the order of their keys. What the database does not take is found by halving, and kept aside; the rest is
 * stored all the same. Other failures (the connection, a deadlock) undo everything.
 */
export async function storeCandidates(app: App, candidates: readonly Candidate[], sourceId: string | null): Promise<Outcome> {
  const sorted = [...candidates].sort((a, b) => compare(a.post.externalId, b.post.externalId));
  const outcome: Outcome = { stored: [], refusals: [] };
  for (let from = 0; from < sorted.length; from += CHUNK) {
    await storeOrHalve(app, sorted.slice(from, from + CHUNK), sourceId, outcome);
  }
  return outcome;
}

async function storeOrHalve(app: App, part: readonly Candidate[], sourceId: string | null, outcome: Outcome): Promise<void> {
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
      outcome.refusals.push(refuseItem(part[0]!.post, 'intake.not_storable', `The database does not take it: ${messageOf(error)}`));
      return;
    }
    const half = part.length >> 1;
    await storeOrHalve(app, part.slice(0, half), sourceId, outcome);
    await storeOrHalve(app, part.slice(half), sourceId, outcome);
  }
}

async function storePart(app: App, part: readonly Candidate[], sourceId: string | null): Promise<StoredPost[]> {
  const accounts = await rememberAccounts(app, part.map(({ post }) => ({ network: post.network, author: post.author })));
  const stored = await storePosts(
    app,
    part.map((candidate) => toDraft(candidate, accounts.get(accountKey(candidate.post.network, candidate.post.author.externalId))!, sourceId)),
  );
  if (stored.length > 0) await app.find(postObserverPort)?.onPostsStored(app, stored);
  return stored;
}

function toDraft({ post, topics, addresses, isOwn }: Candidate, accountId: string, sourceId: string | null): PostDraft {
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
    author: { externalId: post.author.externalId, handle: post.author.handle ?? null, displayName: post.author.displayName ?? null },
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
