import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { findAccountsByHandle, readAccounts } from '#people/accounts/index.ts';
import type { EvidenceKind } from '../domain/evidence.ts';
import { type Hint, hintsOf, normOfClaim } from '../domain/hints.ts';
import { personErrors } from '../errors.ts';
import { touchesPort } from '../ports.ts';
import {
  type ClaimRow,
  deleteClaim,
  deleteOfPosts,
  insertClaims,
  type NewClaim,
  selectClaimsOf,
  selectSame,
  selectSourcePosts,
} from '../store/claims.ts';
import { deleteAccounts, selectMentioned } from '../store/persons.ts';
import { upsertSuggestion } from '../store/suggestions.ts';
import { personKeyOf } from './read.ts';

/** A value that more accounts give than this is everybody's: the company's own address, a family's telephone. */
const MOST_SHARING = 4;
const KIND_OF: Readonly<Record<string, EvidenceKind>> = { mail: 'same-mail', phone: 'same-phone' };

/** A post by an account that may be joined with others. */
export interface SaidBy {
  accountId: string;
  postId: string;
  text: string;
  at: Date;
}

/** Keeps what customers say of themselves in their posts, and suggests joins that follow. Joins the caller's transaction. */
export async function hearHints(app: App, said: readonly SaidBy[]): Promise<void> {
  const hints = said.flatMap((post) => hintsOf(post.text).map((hint) => ({ post, hint })));
  if (hints.length === 0) return;
  const claims = hints.map(({ post, hint }): NewClaim => ({
    accountId: post.accountId,
    key: hint.key,
    value: hint.value,
    norm: hint.norm,
    source: 'post',
    sourceId: post.postId,
    saidAt: post.at,
    confidence: hint.confidence,
    createdBy: 'system',
  }));
  for (const claim of await insertClaims(app, claims)) await suggestSame(app, claim);
  for (const { post, hint } of hints) if (hint.key === 'account') await suggestNamed(app, post, hint);
}

/** A colleague, or a connector, says something about whoever is behind an account. */
export async function addClaim(
  app: App,
  actor: Actor,
  claim: { accountId: string; key: string; value: string; confidence: number; source?: string | undefined },
): Promise<void> {
  await app.db.transaction(async () => {
    if (!(await readAccounts(app, [claim.accountId])).has(claim.accountId))
      throw personErrors('person.account_unknown', { id: claim.accountId });
    const added = await insertClaims(app, [
      {
        ...claim,
        norm: normOfClaim(claim.key, claim.value),
        source: claim.source ?? 'agent',
        sourceId: null,
        saidAt: await app.db.now(),
        createdBy: actor.id,
      },
    ]);
    for (const row of added) await suggestSame(app, row);
    await audit(app, actor, {
      action: 'person.claim_added',
      subject: claim.accountId,
      detail: { key: claim.key },
    });
    await app.bus.publish('person.changed', { accountIds: [claim.accountId] });
  });
}

/** What is said under a key of whoever is behind these accounts, by account; the surest and newest for each. */
export async function readClaimsOf(
  app: App,
  accountIds: readonly string[],
  key: string,
): Promise<Map<string, string>> {
  const rows = accountIds.length === 0 ? [] : await selectClaimsOf(app, accountIds, key);
  return new Map(rows.map(({ accountId, value }) => [accountId, value]));
}

/** Takes a claim away. */
export async function removeClaim(app: App, actor: Actor, id: string): Promise<void> {
  await app.db.transaction(async () => {
    const claim = await deleteClaim(app, id);
    if (!claim) throw personErrors('person.claim_unknown', { id });
    await audit(app, actor, {
      action: 'person.claim_removed',
      subject: claim.accountId,
      detail: { key: claim.key },
    });
    await app.bus.publish('person.changed', { accountIds: [claim.accountId] });
  });
}

/** Forgets what posts said that do not stand any more, and accounts that are not kept any more. */
export async function tidyPersons(app: App, signal?: AbortSignal): Promise<void> {
  const touches = app.find(touchesPort);
  if (touches) {
    await inSteps(
      (after) => selectSourcePosts(app, after),
      async (ids) => {
        const standing = await touches.standing(app, ids);
        await deleteOfPosts(
          app,
          ids.filter((id) => !standing.has(id)),
        );
      },
      signal,
    );
  }
  await inSteps(
    (after) => selectMentioned(app, after),
    async (ids) => {
      const known = await readAccounts(app, ids);
      const gone = ids.filter((id) => !known.has(id));
      if (gone.length > 0) await app.db.transaction(() => deleteAccounts(app, gone));
    },
    signal,
  );
}

/** Works through ids in order, page by page, until there are no more or `signal` is aborted. */
async function inSteps(
  next: (after: string) => Promise<string[]>,
  work: (ids: string[]) => Promise<void>,
  signal: AbortSignal | undefined,
): Promise<void> {
  let after = '';
  for (;;) {
    const ids = signal?.aborted ? [] : await next(after);
    if (ids.length === 0) return;
    await work(ids);
    after = ids.at(-1)!;
  }
}

async function suggestSame(app: App, claim: ClaimRow): Promise<void> {
  const kind = KIND_OF[claim.key];
  if (!kind) return;
  const same = await selectSame(app, claim, MOST_SHARING);
  if (same.length >= MOST_SHARING) return;
  for (const other of same) {
    const posts = [claim.sourceId, other.sourceId].filter((id) => id !== null);
    await suggest(
      app,
      [claim.accountId, other.accountId],
      kind,
      posts.length > 0
        ? posts.map((postId) => ({ kind, value: claim.value, postId }))
        : [{ kind, value: claim.value }],
    );
  }
}

async function suggestNamed(app: App, post: SaidBy, hint: Hint): Promise<void> {
  const named = (await findAccountsByHandle(app, hint.norm, 5)).filter(
    (account) =>
      account.handle?.toLowerCase() === hint.norm &&
      account.id !== post.accountId &&
      (hint.network === null || account.network === hint.network),
  );
  if (named.length !== 1) return;
  await suggest(app, [post.accountId, named[0]!.id], 'says-so', [
    { kind: 'says-so', value: `@${hint.value}`, postId: post.postId },
  ]);
}

async function suggest(
  app: App,
  pair: readonly [string, string],
  kind: EvidenceKind,
  evidence: { kind: EvidenceKind; value: string; postId?: string }[],
): Promise<void> {
  const keys = await personKeyOf(app, [...pair]);
  if (pair[0] === pair[1] || keys.get(pair[0]) === keys.get(pair[1])) return;
  await upsertSuggestion(app, pair, kind, evidence);
  await app.bus.publish('person.changed', { accountIds: [...pair] });
}
