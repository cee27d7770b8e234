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
import { type FoundLabels, keepLabels, labelParts } from '#listen/understanding/index.ts';
import { refuseItem } from './domain/admit.ts';
import type { Candidate } from './domain/settle.ts';
import { type Came, postObserverPort } from './ports.ts';

/** Rows of one statement: enough to spread its cost, few enough that the next part can be prepared while the database works. */
const CHUNK = 500;

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
  came: Came,
): Promise<Outcome> {
  if (candidates.length === 0) return { stored: [], refusals: [] };
  const sorted = [...candidates].sort((a, b) => compare(a.post.externalId, b.post.externalId));
  const all = await undoneWhenRefused(app, () => storeAll(app, sorted, came));
  if (!('refused' in all)) return { stored: all, refusals: [] };
  const outcome: Outcome = { stored: [], refusals: [] };
  await storeHalves(app, sorted, came, all.refused, outcome);
  return outcome;
}

/**
 * All at once: the accounts first, then part after part. While the database works on one, this process prepares the next, and where there are
 * many a thread finds their labels.
 */
async function storeAll(app: App, candidates: readonly Candidate[], came: Came): Promise<StoredPost[]> {
  const parts = partsOf(candidates, came.sourceId);
  const findLabels = await labelParts(
    app,
    parts.map(({ drafts }) => drafts),
  );
  const pack = async (index: number) => {
    const part = parts[index];
    if (!part) return undefined;
    const packed = await packPosts(part.drafts, app.clock.now(), part.isLater);
    const labels = findLabels(index);
    // Awaited once the posts are stored, unless that fails.
    labels.catch(() => undefined);
    return { packed, labels };
  };
  const [accounts, first] = await Promise.all([
    rememberAccounts(
      app,
      candidates.map(({ post }) => ({ network: post.network, author: post.author })),
    ),
    pack(0),
  ]);
  const stored: StoredPost[] = [];
  for (let part = first, next = 1; part; next++) {
    let upcoming: ReturnType<typeof pack> | undefined;
    const { packed, labels } = part;
    const accountIds = packed.drafts.map(({ network, author }) =>
      accounts.get(accountKey(network, author.externalId))!,
    );
    const written = await storePosts(app, packed, accountIds, () => (upcoming ??= pack(next)));
    await keepFound(app, packed, await labels, written);
    for (const post of written) stored.push(post);
    part = await (upcoming ?? pack(next));
  }
  if (stored.length > 0) await app.find(postObserverPort)?.onPostsStored(app, stored, came);
  return stored;
}

/** What was understood of a part, for those posts of it that were stored. */
async function keepFound(
  app: App,
  { drafts }: PackedPosts,
  found: FoundLabels | undefined,
  written: readonly StoredPost[],
): Promise<void> {
  if (!found) return;
  const keyOf = (post: { origin: string; externalId: string }) => `${post.origin}\n${post.externalId}`;
  const places = new Map(drafts.map((draft, index) => [keyOf(draft), index]));
  await keepLabels(
    app,
    found,
    written.map((post) => ({ postId: post.id, index: places.get(keyOf(post))!, isNew: post.isNew })),
  );
}

interface Part {
  drafts: UnsignedDraft[];
  isLater: boolean;
}

/** Later states by themselves: what they change is stored already, and new posts are stored in a cheaper way. */
function partsOf(candidates: readonly Candidate[], sourceId: string | null): Part[] {
  const { fresh = [], later = [] } = Object.groupBy(candidates, ({ post }) =>
    post.isEdit === true ? 'later' : 'fresh',
  );
  return [fresh, later].flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / CHUNK) }, (_, index) => ({
      drafts: group
        .slice(index * CHUNK, (index + 1) * CHUNK)
        .map((candidate) => toDraft(candidate, sourceId)),
      isLater: group === later,
    })),
  );
}

/** Finds what was refused by halving. */
async function storeHalves(
  app: App,
  candidates: readonly Candidate[],
  came: Came,
  refused: unknown,
  outcome: Outcome,
): Promise<void> {
  if (candidates.length === 1) {
    const reason = `The database does not take it: ${messageOf(refused)}`;
    outcome.refusals.push(refuseItem(candidates[0]!.post, 'intake.not_storable', reason));
    return;
  }
  const middle = candidates.length >> 1;
  for (const half of [candidates.slice(0, middle), candidates.slice(middle)]) {
    const result = await undoneWhenRefused(app, () => storeAll(app, half, came));
    if ('refused' in result) await storeHalves(app, half, came, result.refused, outcome);
    else for (const post of result) outcome.stored.push(post);
  }
}

/** Runs `work`; where the database refuses what it is given, the transaction goes on as if nothing had been done. */
async function undoneWhenRefused<R extends object>(
  app: App,
  work: () => Promise<R>,
): Promise<R | { refused: unknown }> {
  await app.db.query('savepoint part');
  try {
    const result = await work();
    await app.db.query('release savepoint part');
    return result;
  } catch (error) {
    if (!isAboutTheData(error)) throw error;
    await app.db.query('rollback to savepoint part');
    await app.db.query('release savepoint part');
    return { refused: error };
  }
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
      location: post.author.location ?? null,
    },
    addresses,
    isOwn,
    isPrivate: post.visibility === 'private',
    remarks: post.remarks ?? [],
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
