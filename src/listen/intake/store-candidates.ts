import type { Refusal } from '#connectors/kit/index.ts';
import type { App } from '#platform/app/index.ts';
import { messageOf } from '#platform/errors/index.ts';
import { accountKey, rememberAccounts } from '#people/accounts/index.ts';
import {
  type PackedPosts,
  packPosts,
  type StoredPost,
  storePosts,
  type UnsignedDraft,
} from '#listen/posts/index.ts';
import { refuseItem } from './domain/admit.ts';
import type { Candidate } from './domain/settle.ts';
import { postObserverPort } from './ports.ts';

/** Rows of one statement: enough to spread its cost, few enough that the next part can be prepared while the database works. */
const CHUNK = 500;

interface Part {
  candidates: readonly Candidate[];
  packed: PackedPosts;
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
  const pack = (from: number) => packPart(app, sorted.slice(from, from + CHUNK), sourceId);
  for (let part = await pack(0), next = CHUNK; part.candidates.length > 0; next += CHUNK) {
    let upcoming: Promise<Part> | undefined;
    // Two processors work at once: the database's on the rows of this part, this one on those of the next.
    await storeOrHalve(app, part, sourceId, outcome, () => (upcoming ??= pack(next)));
    part = await (upcoming ?? pack(next));
  }
  return outcome;
}

async function packPart(app: App, candidates: readonly Candidate[], sourceId: string | null): Promise<Part> {
  const drafts = candidates.map((candidate) => toDraft(candidate, sourceId));
  return { candidates, packed: await packPosts(drafts, app.clock.now()) };
}

async function storeOrHalve(
  app: App,
  part: Part,
  sourceId: string | null,
  outcome: Outcome,
  meanwhile: () => void,
): Promise<void> {
  await app.db.query('savepoint part');
  try {
    const stored = await storePart(app, part, meanwhile);
    await app.db.query('release savepoint part');
    for (const post of stored) outcome.stored.push(post);
  } catch (error) {
    if (!isAboutTheData(error)) throw error;
    await app.db.query('rollback to savepoint part');
    await app.db.query('release savepoint part');
    const { candidates } = part;
    if (candidates.length === 1) {
      outcome.refusals.push(
        refuseItem(
          candidates[0]!.post,
          'intake.not_storable',
          `The database does not take it: ${messageOf(error)}`,
        ),
      );
      return;
    }
    const half = candidates.length >> 1;
    await storeOrHalve(
      app,
      await packPart(app, candidates.slice(0, half), sourceId),
      sourceId,
      outcome,
      meanwhile,
    );
    await storeOrHalve(
      app,
      await packPart(app, candidates.slice(half), sourceId),
      sourceId,
      outcome,
      meanwhile,
    );
  }
}

async function storePart(
  app: App,
  { candidates, packed }: Part,
  meanwhile: () => void,
): Promise<StoredPost[]> {
  const accounts = await rememberAccounts(
    app,
    candidates.map(({ post }) => ({ network: post.network, author: post.author })),
  );
  const ids = candidates.map(({ post }) => accounts.get(accountKey(post.network, post.author.externalId))!);
  const stored = await storePosts(app, packed, ids, meanwhile);
  if (stored.length > 0) await app.find(postObserverPort)?.onPostsStored(app, stored);
  return stored;
}

function toDraft({ post, topics, addresses, isOwn }: Candidate, sourceId: string | null): UnsignedDraft {
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
