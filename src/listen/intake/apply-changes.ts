import type { InboundDelete } from '#connectors/kit/index.ts';
import type { App } from '#platform/app/index.ts';
import { accountKey, findAccountIds, forgetAccounts, updateProfiles } from '#people/accounts/index.ts';
import { findKnownPosts, forgetPosts, forgetPostsOfAccounts } from '#listen/posts/index.ts';
import { authorKey, identityKey } from './domain/keys.ts';
import type { Settled } from './domain/settle.ts';
import { clearEditsOfAuthors, clearEditsUpTo, markDeleted } from './marks-store.ts';
import { postObserverPort } from './ports.ts';

/** Honours the deletes of a batch and takes up new profiles. Answers the ids of the posts that lost their words. */
export async function applyChanges(app: App, settled: Settled): Promise<string[]> {
  const single = await deletePosts(app, settled.deletes);
  const whole = await endAccounts(app, settled.authorDeletes);
  const deleted = [...single, ...whole];
  if (deleted.length > 0) await app.find(postObserverPort)?.onPostsDeleted(app, deleted);
  await updateProfiles(app, settled.profiles);
  return deleted;
}

async function deletePosts(app: App, deletes: readonly InboundDelete[]): Promise<string[]> {
  if (deletes.length === 0) return [];
  const sorted = [...deletes].sort((a, b) => (a.externalId < b.externalId ? -1 : 1));
  const known = await findKnownPosts(app, sorted);
  const isKnown = new Set(known.map((post) => identityKey(post.origin, post.externalId)));
  const keyed = sorted.map((item) => ({ ...item, key: identityKey(item.origin, item.externalId) }));
  const ours = keyed.filter((item) => isKnown.has(item.key));
  const changed = await forgetPosts(app, ours);
  // A mark stays for what is unknown, and an edit that waits must not outlive its post; one that is later belongs to what may come after.
  await markDeleted(
    app,
    keyed.filter((item) => !isKnown.has(item.key)),
  );
  await clearEditsUpTo(app, ours);
  return changed;
}

async function endAccounts(app: App, ends: readonly InboundDelete[]): Promise<string[]> {
  if (ends.length === 0) return [];
  const keyed = ends.map((end) => ({ key: authorKey(end.origin, end.externalId), version: end.version }));
  await markDeleted(app, keyed);
  await clearEditsOfAuthors(app, keyed);
  // The network's name is the origin wherever accounts can end.
  const ids = await findAccountIds(
    app,
    ends.map((end) => ({ network: end.origin, externalId: end.externalId })),
  );
  const known = ends.flatMap((end) => {
    const accountId = ids.get(accountKey(end.origin, end.externalId));
    return accountId ? [{ origin: end.origin, accountId, version: end.version }] : [];
  });
  const changed = await forgetPostsOfAccounts(app, known);
  await forgetAccounts(
    app,
    known.map((account) => account.accountId),
  );
  return changed;
}
