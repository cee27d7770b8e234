import type { App } from '#platform/app/index.ts';
import { isKnownAlready } from '#platform/db/index.ts';
import type { InboundAuthor } from '#connectors/kit/index.ts';
import { type Account, accountKey, type AccountFacts, factsOf, mergeFacts } from './domain.ts';
import {
  clearResolved,
  compareAccounts,
  copyAccounts,
  deleteOfNetwork,
  type IdRow,
  selectAccounts,
  selectByHandle,
  selectIds,
  selectNewest,
  takeUnresolved,
  updateKnown,
  upsertAccounts,
  wipeAccounts,
} from './store.ts';

export interface AuthorOnNetwork {
  network: string;
  author: InboundAuthor;
}

/**
 * Ids of the accounts of these authors, added where they are new; what is newly known about them is kept. Answers ids by
 * `accountKey`. Call it inside the transaction that stores what they wrote.
 */
export async function rememberAccounts(
  app: App,
  authors: readonly AuthorOnNetwork[],
): Promise<Map<string, string>> {
  const facts = sorted(mergeFacts(authors.map(({ network, author }) => factsOf(network, author))));
  const ids = new Map<string, string>();
  if (facts.length === 0) return ids;
  const stale = new Set<string>();
  for (const row of await compareAccounts(app, facts)) {
    const key = accountKey(row.network, row.external_id);
    ids.set(key, row.id);
    if (row.is_stale) stale.add(key);
  }
  const fresh = facts.filter((entry) => !ids.has(accountKey(entry.network, entry.externalId)));
  const changed = facts.filter((entry) => stale.has(accountKey(entry.network, entry.externalId)));
  for (const row of [...(await addAccounts(app, fresh)), ...(await upsertAccounts(app, changed))])
    ids.set(accountKey(row.network, row.external_id), row.id);
  return ids;
}

/** Fewer are not worth the two statements around the copy. */
const FEWEST_COPIED = 64;

/** Accounts that were not there a moment ago; somebody else may have added one since. */
async function addAccounts(app: App, facts: readonly AccountFacts[]): Promise<IdRow[]> {
  if (facts.length < FEWEST_COPIED) return upsertAccounts(app, facts);
  try {
    return await copyAccounts(app, facts);
  } catch (error) {
    if (!isKnownAlready(error)) throw error;
    return upsertAccounts(app, facts);
  }
}

/** Takes up new handles, names and pictures of accounts that are known; others are left alone. Answers the ids that changed. */
export async function updateProfiles(app: App, profiles: readonly AuthorOnNetwork[]): Promise<string[]> {
  const facts = sorted(mergeFacts(profiles.map(({ network, author }) => factsOf(network, author))));
  return facts.length === 0 ? [] : (await updateKnown(app, facts)).map((row) => row.id);
}

/** Ids of known accounts by `accountKey`. */
export async function findAccountIds(
  app: App,
  keys: readonly { network: string; externalId: string }[],
): Promise<Map<string, string>> {
  const rows = await selectIds(app, keys);
  return new Map(rows.map((row) => [accountKey(row.network, row.external_id), row.id]));
}

/** Accounts whose handle begins with these letters, with or without @, at most `limit`; in the order of their handles. */
export function findAccountsByHandle(app: App, handle: string, limit: number): Promise<Account[]> {
  return selectByHandle(app, handle.replace(/^@+/, '').toLowerCase(), limit);
}

/** Accounts by id; unknown ids are left out. */
/** The accounts that came last, before one of them: ids sort by time. */
export function newestAccounts(app: App, before: string | undefined, limit: number): Promise<Account[]> {
  return selectNewest(app, before, limit);
}

export async function readAccounts(app: App, ids: readonly string[]): Promise<Map<string, Account>> {
  if (ids.length === 0) return new Map();
  return new Map((await selectAccounts(app, ids)).map((account) => [account.id, account]));
}

/** The accounts ended on their network: names and pictures go, the identity stays. */
export async function forgetAccounts(app: App, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await wipeAccounts(app, ids);
}

/** Removes every account of a network for good. Call it in the transaction that removes all they wrote. */
export async function removeAccounts(app: App, network: string): Promise<void> {
  await deleteOfNetwork(app, network);
}

/** The next accounts of a network whose handle is not known. Each is handed out once; `putBackUnresolved` undoes that. */
export async function takeUnresolvedAccounts(app: App, network: string, limit: number): Promise<string[]> {
  return (await takeUnresolved(app, network, limit)).map((row) => row.external_id);
}

export async function putBackUnresolved(
  app: App,
  network: string,
  externalIds: readonly string[],
): Promise<void> {
  await clearResolved(app, network, externalIds);
}

/** Rows in one order everywhere, so that two writers never wait for each other in a circle. */
function sorted(facts: AccountFacts[]): AccountFacts[] {
  return facts.sort((a, b) =>
    accountKey(a.network, a.externalId) < accountKey(b.network, b.externalId) ? -1 : 1,
  );
}
