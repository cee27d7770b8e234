import type { InboundItem, InboundPost, Refusal } from '#connectors/kit/index.ts';
import type { App } from '#platform/app/index.ts';
import { inTurns } from '#platform/turns/index.ts';
import type { StoredPost } from '#listen/posts/index.ts';
import { type Candidate, settle, type Settled } from './domain/settle.ts';
import { decideOpen, lookAt } from './look.ts';
import { applyChanges } from './apply-changes.ts';
import { keepPosts } from './keep-posts.ts';
import { addToMinute, forgetRefusals, insertRefusals } from './store.ts';
import { authorKey, identityKey } from './domain/keys.ts';
import { takeTurn } from './turn.ts';
import { tellPassing } from './tell-passing.ts';
import { refusesChange } from './domain/admit.ts';

export interface IntakeBatch {
  /** `src_…`, or `imp_…` for a file; null when nobody counts. */
  sourceId: string | null;
  items: readonly (InboundItem | Refusal)[];
  /** Raw events behind the batch that were no items; counted as seen. */
  skipped?: number;
  /** Format whose line parser understands the payloads of the refusals among the items. */
  refusalFormat?: string | undefined;
  /** Line of each refused item in the file, in the order of the refusals among the items. */
  refusalLines?: readonly number[];
  /** Keeps every post, also one that belongs to no topic: for files that somebody hands in on purpose. */
  keepsAll?: boolean;
  /** It comes from a form, a chat or a review of ours, which has limits of its own and goes on with the conversation: the inbox holds nothing of it back. */
  hasLimits?: boolean;
  /** Runs in the same transaction, last: where the reader keeps its cursor. Throwing undoes the batch. */
  alsoStore?: (result: IntakeResult) => Promise<void>;
}

export interface IntakeResult {
  seen: number;
  /** New posts and later states stored. */
  kept: number;
  deleted: number;
  refused: number;
}

/**
 * Takes a batch in: identity, later version wins, deletes honoured, poison kept aside, everything with the reader's cursor in one
 * transaction. When it resolves, all of it is stored; when it throws, nothing is, and the batch may be given again.
 */
export async function takeIn(app: App, batch: IntakeBatch): Promise<IntakeResult> {
  const given = batch.items.filter((item) => item.type === 'refusal');
  const { settled, refusals: ours } = await settleBatch(app, batch);
  return app.db.transaction(async () => {
    await takeTurn(app, originsOf(settled));
    const deleted = await applyChanges(app, settled);
    const { stored, refusals: poison } = await keepPosts(app, settled.candidates, batch);
    await tellPassing(app, settled, batch.sourceId);
    const own = [...ours, ...poison];
    await insertRefusals(app, batch.sourceId, [
      ...given.map((refusal, index) => ({
        ...refusal,
        format: batch.refusalFormat ?? null,
        line: batch.refusalLines?.[index] ?? null,
      })),
      ...own.map((refusal) => ({ ...refusal, format: 'item', line: null })),
    ]);
    await forgetRefusals(app, {
      posts: settled.deletes.map((item) => identityKey(item.origin, item.externalId)),
      authors: settled.authorDeletes.map((item) => authorKey(item.origin, item.externalId)),
    });
    const result = {
      seen: batch.items.length + (batch.skipped ?? 0),
      kept: stored.length,
      deleted: deleted.length,
      refused: given.length + own.length,
    };
    if (batch.sourceId !== null && result.seen > 0) await addToMinute(app, batch.sourceId, result);
    await batch.alsoStore?.(result);
    await announce(app, stored, deleted);
    return result;
  });
}

async function settleBatch(app: App, batch: IntakeBatch): Promise<{ settled: Settled; refusals: Refusal[] }> {
  const items: InboundItem[] = [];
  const unusable: Refusal[] = [];
  for (const item of batch.items) {
    if (item.type === 'refusal') continue;
    const refusal = item.type === 'post' ? undefined : refusesChange(item);
    if (refusal) unusable.push(refusal);
    else items.push(item);
  }
  const looks = await lookAtAll(app, items, batch.keepsAll);
  const { refusals, ...settled } = settle(items, (post) => looks.get(post)!);
  return { settled, refusals: [...unusable, ...refusals] };
}

async function lookAtAll(
  app: App,
  items: readonly InboundItem[],
  keepsAll: boolean | undefined,
): Promise<Map<InboundPost, Candidate | Refusal>> {
  const looks = new Map<InboundPost, Candidate | Refusal>();
  const rest = inTurns();
  for (const item of items) {
    if (item.type !== 'post' || looks.has(item)) continue;
    looks.set(item, lookAt(app, item, keepsAll));
    const pause = rest();
    if (pause) await pause;
  }
  await decideOpen(app, [...looks.values()].filter(isCandidate), keepsAll);
  return looks;
}

const isCandidate = (look: Candidate | Refusal): look is Candidate => !('type' in look);

function originsOf(settled: Settled): Set<string> {
  const origins = new Set<string>();
  for (const { post } of settled.candidates) origins.add(post.origin);
  for (const item of settled.deletes) origins.add(item.origin);
  for (const item of settled.authorDeletes) origins.add(item.origin);
  return origins;
}

/** Payloads of the database's channel end at 8 KB. */
const MOST_IDS = 100;

async function announce(app: App, stored: readonly StoredPost[], deleted: readonly string[]): Promise<void> {
  if (stored.length > 0) {
    await app.bus.publish('posts.stored', {
      postIds: stored.slice(0, MOST_IDS).map((post) => post.id),
      count: stored.length,
    });
  }
  if (deleted.length > 0) {
    await app.bus.publish('posts.deleted', { postIds: deleted.slice(0, MOST_IDS), count: deleted.length });
  }
}
